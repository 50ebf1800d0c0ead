import type { ImportProblem, ImportRun, LikelyRow } from '@tendero/model'
import type { CsvRow } from './csv-file.ts'
import { keptText } from './kept-text.ts'
import type { CellProblem, CompanionText } from './read-row.ts'

/** What becomes of one row. */
export type Outcome =
  | { readonly row: CsvRow; readonly what: 'bad'; readonly problems: readonly CellProblem[] }
  | { readonly row: CsvRow; readonly what: 'skip'; readonly likely: LikelyRow }
  | ({ readonly row: CsvRow; readonly what: 'create'; readonly likely?: LikelyRow } & Written)
  | ({ readonly row: CsvRow; readonly what: 'update'; readonly likely?: LikelyRow } & Written)

interface Written {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  readonly companions: readonly CompanionText[]
}

/** How far an import is. */
export interface Tally {
  readonly read: number
  readonly good: number
  readonly bad: number
  readonly created: number
  readonly updated: number
  /** The first hundred. */
  readonly problems: readonly ImportProblem[]
  /** Rows whose records are likely there already, whatever becomes of them: how many, and the first two hundred. */
  readonly likely: ImportRun['likely']
}

export const nothingYet: Tally = {
  read: 0,
  good: 0,
  bad: 0,
  created: 0,
  updated: 0,
  problems: [],
  likely: { total: 0, rows: [] },
}

const mostProblems = 100
const mostLikely = 200

/** The tally after further rows. */
export function tallied(tally: Tally, outcomes: readonly Outcome[]): Tally {
  const of = (what: Outcome['what']) => outcomes.filter((one) => one.what === what).length
  const [bad, created, updated] = [of('bad'), of('create'), of('update')]
  return {
    read: tally.read + outcomes.length,
    good: tally.good + created + updated,
    bad: tally.bad + bad,
    created: tally.created + created,
    updated: tally.updated + updated,
    problems: bad > 0 ? problemsAfter(tally, outcomes) : tally.problems,
    likely: likelyAfter(tally.likely, outcomes),
  }
}

function likelyAfter({ total, rows }: Tally['likely'], outcomes: readonly Outcome[]): Tally['likely'] {
  const more = outcomes.flatMap((one) => ('likely' in one && one.likely ? [one.likely] : []))
  return more.length === 0
    ? { total, rows }
    : { total: total + more.length, rows: [...rows, ...more].slice(0, mostLikely) }
}

function problemsAfter(tally: Tally, outcomes: readonly Outcome[]): Tally['problems'] {
  return outcomes.reduce(
    (known, one) => (one.what === 'bad' ? withProblems(known, one.row.number, one.problems) : known),
    tally,
  ).problems
}

/** The tally with problems of a row that is counted already. */
export function withProblems(tally: Tally, row: number, problems: readonly CellProblem[]): Tally {
  if (tally.problems.length >= mostProblems) return tally
  const more = problems.map((problem): ImportProblem => ({ row, ...problem }))
  return { ...tally, problems: [...tally.problems, ...more].slice(0, mostProblems) }
}

/** Words that were not found, counted; at most a thousand different ones are kept. */
export interface MissingWords {
  add(field: string, word: string): void
  entries(): readonly { readonly field: string; readonly value: string; readonly rows: number }[]
}

const mostWords = 1_000
const longestWord = 1_000

export function missingWords(
  known: readonly { readonly field: string; readonly value: string; readonly rows: number }[] = [],
): MissingWords {
  const counts = new Map(known.map(({ field, value, rows }) => [JSON.stringify([field, value]), rows]))
  return {
    add(field, word) {
      const key = JSON.stringify([field, keptText(word, longestWord)])
      const rows = counts.get(key)
      if (rows !== undefined || counts.size < mostWords) counts.set(key, (rows ?? 0) + 1)
    },
    entries: () =>
      [...counts]
        .map(([key, rows]) => {
          const [field, value]: readonly string[] = JSON.parse(key)
          return { field: field ?? '', value: value ?? '', rows }
        })
        .sort((a, b) => b.rows - a.rows),
  }
}
