# The program, without the local Slack, the compiler, the tests and the embedded PostgreSQL.
# docs/operations.md says how to run it. test/dockerfile.test.ts takes these steps without Docker.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
# What draws the charts is a package of its own for each kind of machine, and so an optional one.
COPY --from=build /app/node_modules/@resvg node_modules/@resvg
COPY --from=build /app/dist/src dist/src
COPY prisma/migrations prisma/migrations
# Where files lie until Slack has them, and mails that are not sent, because there is no SendGrid key.
RUN mkdir -m 0700 .data && chown node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
