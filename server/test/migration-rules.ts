import type { MigrationFile } from '../src/kernel/migration-files.ts'
import { splitStatements } from '../src/kernel/sql-statements.ts'

/** What no migration may hold, because Citus refuses it, PostgreSQL 15 does not know it, or it loses data there. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\bon\s+delete\s+set\b/, 'ON DELETE SET: null it in the action'],
  [/\bon\s+update\s+(cascade|set|restrict)\b/, 'ON UPDATE: keys never change'],
  [/\brename\s+constraint\b/, 'RENAME CONSTRAINT: drop and add it'],
  [/\bmerge\s+into\b/, 'MERGE: use ON CONFLICT'],
  [
    /(?<!\bno\s+)\bforce\s+row\s+level\s+security\b/,
    "FORCE ROW LEVEL SECURITY: the owner's own backfill would touch no row",
  ],
  [/\b(small|big)?serial[248]?\b/, 'serial: ids are UUIDv7 from the program'],
  [/\bas\s+identity\b/, 'identity: ids are UUIDv7 from the program'],
  [/\bset_config\s*\(/, 'set_config: only SET LOCAL reaches every node'],
  [/\buuidv7\s*\(/, 'uuidv7(): PostgreSQL 15 has none'],
  [/\bpg_notify\s*\(|\bnotify\s/, 'NOTIFY: only relay and program notify'],
  [/\bset\s+(statistics|storage|compression)\b/, 'SET STATISTICS, STORAGE or COMPRESSION: not on a distributed table'],
  [/\bdetach\s+partition\b.*\bconcurrently\b/, 'DETACH CONCURRENTLY: detach plainly'],
  [/\binherits\s*\(|\balter\s+table\b.*\binherit\b/, 'inheritance: use partitions'],
  [/\bsecurity_barrier\b(?!\s*=\s*false)/, 'security_barrier: it hides indexes from the planner'],
  [/\bcreate\s+extension\b(?!.*\bif\s+not\s+exists\b)/, 'CREATE EXTENSION: only IF NOT EXISTS'],
]

/** An added column may not bring its constraint along: two statements. NOT NULL and DEFAULT may come with it. */
const columnWithConstraint = /\badd\s+column\b[^,]*\b(check\s*\(|references\b|unique\b|primary\s+key\b)/

/** A search index without pending list: with one, a search after writes costs ten times as much. */
const ginIndex = /\busing\s+gin\b/
const withoutPendingList = /\bfastupdate\s*=\s*(off|false)\b/

/** What a migration holds that it may not, a line each. Comments, strings and quoted names do not count. */
export function migrationViolations(file: Pick<MigrationFile, 'name' | 'sql' | 'transaction'>): string[] {
  return splitStatements(file.sql).flatMap(({ text, line }) => {
    const plain = withoutQuotes(text).toLowerCase()
    const found = forbidden.filter(([pattern]) => pattern.test(plain)).map(([, why]) => why)
    if (/\balter\s+table\b/.test(plain) && columnWithConstraint.test(plain)) {
      found.push('ADD COLUMN with its constraint: add the constraint in a second statement')
    }
    if (ginIndex.test(plain) && !withoutPendingList.test(plain)) found.push('GIN index: add WITH (fastupdate=off)')
    if (/\bindex\s+concurrently\b|\breindex\b.*\bconcurrently\b/.test(plain) && file.transaction) {
      found.push('CONCURRENTLY: the file needs the line -- tendero:no-transaction')
    }
    return found.map((why) => `${file.name}:${line} ${why}`)
  })
}

/** The statement with comments, strings and quoted names emptied; bodies in dollar quotes stay, they are SQL too. */
function withoutQuotes(text: string): string {
  return text
    .replace(/--[^\n]*|\/\*.*?\*\//gs, ' ')
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/"(?:[^"]|"")*"/g, '""')
    .replace(/\s+/g, ' ')
}
