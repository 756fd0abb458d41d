-- How often somebody was sent an invitation today is counted on, under keys that the database makes faster.
UPDATE "rate_limit"
SET "key" = 'invite/recipient:' || encode(decode(translate(right("key", 43), '-_', '+/') || '=', 'base64'), 'hex')
WHERE "key" LIKE 'invite/recipient:%' AND length("key") = length('invite/recipient:') + 43;
