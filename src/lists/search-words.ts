import { Prisma } from '../generated/prisma/client.ts';

/**
 * The condition that names, address or department, or what else is `indexed`, have the words that somebody typed, of which
 * the last may be the beginning of one: "jane.d" finds jane.doe@example.com and Jane Dalton. To stand behind other
 * conditions; empty where there is nothing to search for. As the index of the same expression has it.
 */
export function havingWords(search: string, indexed: Prisma.Sql = ofPeople): Prisma.Sql {
  if (search.trim() === '') return Prisma.empty;
  const words = search.toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u);
  const wanted = words.filter(Boolean).map((word) => `'${word}'`);
  if (wanted.length === 0) return Prisma.sql` AND FALSE`;
  const query = `${wanted.join(' & ')}${words.at(-1) ? ':*' : ''}`;
  return Prisma.sql` AND search_words(${indexed}) @@ ${query}::tsquery`;
}

const ofPeople = Prisma.sql`email || ' ' || first_name || ' ' || last_name || ' ' || department`;
