import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { processorClock } from './processor-clock.ts'

/**
 * Patterns of the server and the model meet texts of strangers, megabytes of them, and nothing else goes on meanwhile. Each is
 * tried on long repetitions of what it is made of; the time that it takes must grow as the text does.
 */

/** Those that take longer, and why nobody can make them. */
const bounded: ReadonlyMap<string, string> = new Map([
  ['^(.*?)=(.*)$', 'words of the command line'],
  ['^(\\w+):(.*?)=(.*)$', 'words of the command line'],
  ['^\\s*(.*?)\\s*<([^<>\\s]+@[^<>\\s]+)>\\s*$', 'the environment of the program'],
  ['^[^<>\\s]+@[^<>\\s]+$', 'the environment of the program'],
  ['<Contents>(.*?)<\\/Contents>', 'what the operator’s own store answers'],
  ['\\bVersion\\/(\\d+)[\\d.]* (?:Mobile\\/\\w+ )?Safari\\/', 'cut to 500 characters'],
  ['\\bVersion\\/[\\d.]+.*\\bSafari\\/', 'cut to 500 characters'],
  [
    "^[-+]?[\\d.,' ]+\\s*[€$%]?$|^\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|^[^@\\s]+@[^@\\s]+\\.\\w+$",
    'cells of 254 characters at most',
  ],
  [
    "^[-+(]?\\s*(?:\\p{Sc}|[A-Z]{3})?\\s*(\\d[\\d.,' \\u00a0\\u202f]*)\\s*(?:\\p{Sc}|[A-Z]{3}|%)?\\)?$",
    'cells of 60 characters at most',
  ],
  ['^(\\S+?)(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?$', 'cells of 100 characters at most'],
  ['[T ]\\d{2}:\\d{2}.*$', 'cells of 100 characters at most'],
  ['0+$', 'numbers of 1,000 characters at most'],
  [
    '^(?:(\\d+)\\s*(?:d|días?|days?|päeva?))?\\s*(?:(\\d+)\\s*(?:h|hours?|horas?|t|tundi?))?\\s*(?:(\\d+)\\s*(?:m|min|minutes?|minutos?|minutit?))?\\s*(?:(\\d+)\\s*(?:s|sec|seconds?|segundos?|sekundit?))?$',
    'texts of 100 characters at most',
  ],
  ['\\s*(?:\\p{Sc}|[A-Z]{3}|%)$', 'numbers of 200 characters at most'],
  ['^[-+]?(?:\\d+\\.?\\d*|\\.\\d+)$', 'numbers of 200 characters at most'],
])

const root = join(import.meta.dirname, '../..')
const sources = ['server/src', 'packages/model/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path)),
)

/** By pattern and flags, where it stands first. */
function patternsOf(
  paths: readonly string[],
): ReadonlyMap<string, { readonly pattern: RegExp; readonly path: string }> {
  const found = new Map<string, { readonly pattern: RegExp; readonly path: string }>()
  for (const path of paths) {
    const { program } = parseSync(path, readFileSync(join(root, path), 'utf8'))
    new Visitor({
      Literal(node) {
        if (!('regex' in node)) return
        const pattern = new RegExp(node.regex.pattern, node.regex.flags)
        if (!found.has(String(pattern))) found.set(String(pattern), { pattern, path })
      },
    }).visit(program)
  }
  return found
}

const common = [' ', '\t', '0', 'a', 'A', '_', '-', '.', ',', '=', "'", '"', '@', '\n', '<', '(', '[', ':', '/']
const other = '\ue000'

/** What a pattern says letter by letter, in pieces. */
function wordsIn(source: string): readonly string[] {
  const said = source.replace(/\\[pP]\{[^}]*\}|\\u[0-9a-f]{4}|\\[dwsbDWSBnrt]/g, other).replace(/\\(.)/g, '$1')
  const pieces = said.split(/[\ue000()|[\]*+?^${}.]+/)
  return [...new Set(pieces.filter((piece) => piece !== '' && piece.length < 20))].slice(0, 8)
}

/** Texts that begin somehow, repeat something, and end so that it did not fit after all. */
function* textsFor({ source }: RegExp, length: number): Generator<string> {
  const words = wordsIn(source)
  const beginnings = new Set([
    '',
    ...words,
    ...words.flatMap((word) => [`${word}0`, `${word} `]),
    '(',
    '0',
    'a:',
    'A==',
  ])
  const repeated = new Set([
    ...common,
    ...words,
    ...words.flatMap((word) => [...word].slice(0, 4)),
    ...words.map((word) => `${word}0`),
  ])
  for (const beginning of beginnings)
    for (const one of repeated)
      for (const end of [other, `\n${other}`, 'a'])
        yield `${beginning}${one.repeat(Math.ceil(length / one.length))}${end}`
}

const lengths = [25, 500, 4_000, 20_000]
/** In 20,000 characters a pattern that looks at each once is through in a twentieth of that. */
const tooLong = 12

/** The text on which a pattern takes too long; undefined when there is none. Short ones first: some double with each letter. */
function slowText(pattern: RegExp): string | undefined {
  // Something else of this process may have gone on meanwhile, but not each time.
  for (const length of lengths)
    for (const text of textsFor(pattern, length))
      if ([0, 1, 2, 3, 4].every(() => milliseconds(pattern, text) > tooLong)) return text
  return undefined
}

function milliseconds(pattern: RegExp, text: string): number {
  const taken = processorClock()
  if (pattern.global) text.replace(pattern, '')
  else pattern.exec(text)
  return taken()
}

const patterns = patternsOf(sources)

test('the trial finds what takes the square of the length, and what doubles with each letter', () => {
  for (const slow of [/\s*[\r\n]+\s*/g, /^(.*?)\s*(?:\(([^()]*)\))?\s*$/, /0+$/, /^(a+)+$/])
    expect(slowText(slow), String(slow)).toBeDefined()
})

test('no pattern takes longer than its text grows', { timeout: 180_000 }, () => {
  expect(patterns.size).toBeGreaterThan(200)
  const slow = [...patterns.values()].filter(({ pattern }) => !bounded.has(pattern.source) && slowText(pattern))
  expect(slow.map(({ pattern, path }) => `${path}: ${pattern}`)).toEqual([])
})

test('what is excused is there', () => {
  const known = new Set([...patterns.values()].map(({ pattern }) => pattern.source))
  expect([...bounded.keys()].filter((source) => !known.has(source))).toEqual([])
})
