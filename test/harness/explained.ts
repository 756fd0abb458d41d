import { z } from 'zod';
import type { Tx } from '../../src/deps.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import type { World } from './world.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Shared Hit Blocks'?: number | undefined;
  'Shared Read Blocks'?: number | undefined;
  Plans?: PlanNode[] | undefined;
}

const planNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Shared Hit Blocks': z.number().optional(),
    'Shared Read Blocks': z.number().optional(),
    Plans: z.array(planNode).optional(),
  }),
);
const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: planNode })) }));

/** What PostgreSQL did for one statement. */
export interface Plan {
  /** "Seq Scan" and the like, of each table that was read. */
  scans: string[];
  /** Pages of 8 KiB that were looked at: the measure of the work that no busy machine changes. */
  blocks: number;
}

/** A transaction client that runs as it is, and explains every statement written in SQL. */
export function explaining({ db, pool }: Pick<World, 'db' | 'pool'>): { tx: Tx; plans: Plan[] } {
  const plans: Plan[] = [];
  const explain = async (sql: Prisma.Sql) => {
    const { rows } = await pool.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql.text}`, [...sql.values]);
    const plan = explained.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
    if (plan) plans.push({ scans: scansOf(plan), blocks: blocksOf(plan) });
  };
  const tx = new Proxy<Tx>(db, {
    get: (target, key) => {
      if (key !== '$queryRaw') return Reflect.get(target, key);
      return async (first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
        const sql = first instanceof Prisma.Sql ? first : Prisma.sql(first, ...values);
        await explain(sql);
        return target.$queryRaw(sql);
      };
    },
  });
  return { tx, plans };
}

function scansOf(node: PlanNode): string[] {
  const own = node['Relation Name'] ? [`${node['Node Type']} on ${node['Relation Name']}`] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

function blocksOf(node: PlanNode): number {
  return (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0);
}
