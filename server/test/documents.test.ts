import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldTypes, periodNames, registry } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../src/platform/server-folder.ts'
import { slices } from '../src/slices.ts'

const read = (file: string) => readFileSync(join(projectFolder, file), 'utf8')

/** All modules of the server but tests. */
const sources = (readdirSync(join(projectFolder, 'server/src'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => read(join('server/src', file)))
  .join('\n')

const found = (pattern: RegExp, text = sources) => [
  ...new Set([...text.matchAll(pattern)].map(([, word = '']) => word)),
]
const missing = (words: Iterable<string>, text: string) => [...words].filter((word) => !text.includes(word))

describe('the API guide', () => {
  const guide = read('docs/api.md')

  test('names every code of a problem', () => {
    const codes = found(/new Failure\(\s*\d{3},\s*'(\w+)'/g)
    expect(codes.length).toBeGreaterThan(40)
    expect(
      missing(
        codes.map((code) => `\`${code}\``),
        guide,
      ),
    ).toEqual([])
  })

  test('names every operator, and of the periods each word', () => {
    const operators = [...fieldTypes.values()].flatMap((type) => type.operators.map((one) => `\`${one.name}\``))
    expect(missing(new Set(operators), guide)).toEqual([])
    const words = periodNames.map((name) => name.replace(/_(week|month|quarter|year)$/, ''))
    expect(missing(new Set(words), guide)).toEqual([])
  })

  test('names every collection, and every endpoint that programs use', () => {
    expect(
      missing(
        [...registry.values()].map((object) => `\`${object.collection}\``),
        guide,
      ),
    ).toEqual([])
    const forScreens = /^\/(setup|session|me|workspaces|api-keys|invitations\/|imports$|imports\/\{id\}\/preview)/
    const paths = slices.flatMap((slice) => slice.endpoints ?? []).map((one) => one.path)
    const told = guide.replaceAll('$IMPORT', '{id}').replaceAll('…', '/imports/{id}').replaceAll('//', '/')
    expect(
      missing(
        paths.filter((path) => !forScreens.test(path)),
        told,
      ),
    ).toEqual([])
  })
})

describe('the operations guide', () => {
  const guide = read('docs/operations.md')

  test('names every variable of the environment, every command and every measure', () => {
    expect(missing(found(/environment\.([A-Z_]+)/g), guide)).toEqual([])
    expect(missing(found(/new (?:Gauge|Histogram|Counter)\(\{\s*name: '(\w+)'/g), guide)).toEqual([])
    const commands = (readdirSync(join(projectFolder, 'server/src/commands')) as string[])
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => found(/: Command = \{\s*name: '(\w+)'/g, read(`server/src/commands/${file}`)))
    expect(commands.length).toBeGreaterThan(7)
    expect(
      missing(
        commands.map((name) => `tendero ${name}`),
        guide,
      ),
    ).toEqual([])
  })
})

describe('the documents', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'STYLE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
  ].concat(
    (readdirSync(join(projectFolder, 'docs'), { recursive: true }) as string[])
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  )

  test.each(documents)('%s leads nowhere that is not there', (document) => {
    const targets = found(/\]\(([^)#]+)[^)]*\)/g, read(document)).filter((target) => !/^https?:/.test(target))
    expect(targets.filter((target) => !existsSync(join(projectFolder, document, '..', target)))).toEqual([])
  })

  test('keep to their length: the architecture 150 lines, a decision 40', () => {
    const lines = (file: string) => read(file).split('\n').length
    expect(lines('ARCHITECTURE.md')).toBeLessThanOrEqual(150)
    for (const file of documents.filter((one) => one.startsWith('docs/decisions/')))
      expect([file, lines(file) <= 40]).toEqual([file, true])
  })

  test('name the next migration as it will be called', () => {
    const last = Math.max(
      ...readdirSync(join(projectFolder, 'server/migrations')).map((file) => Number.parseInt(file, 10)),
    )
    expect(found(/migrations\/(\d{4})_vat_regime\.sql/g, read('README.md'))).toEqual([
      String(last + 1).padStart(4, '0'),
    ])
  })

  test('name files of the project that are there', () => {
    const named = documents.flatMap((document) =>
      found(/`((?:packages|server|web|scripts|docs|e2e|bench|demo)\/[\w./-]+\.(?:ts|tsx|mjs|md))`/g, read(document)),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((file) => !existsSync(join(projectFolder, file)))).toEqual([])
  })
})

describe('the table of OWASP ASVS', () => {
  const text = read('docs/asvs.md')
  const lines = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, number, asks, holds = '']) => ({
      number,
      asks,
      holds,
    }),
  )
  const beginning = (words: string) => lines.filter(({ holds }) => holds.startsWith(words)).length

  test('has each requirement of levels 1 and 2 of version 5.0.0 once, and counts them as they are', () => {
    expect(new Set(lines.map(({ number }) => number)).size).toBe(253)
    const [gaps, others, operators] = [beginning('**gap**'), beginning('does not apply'), beginning('the operator’s')]
    const held = lines.length - gaps - others - operators
    const counts = found(/\b(\d+) (?:requirements|are|do)\b/g, text.split('\n## ')[0])
    expect(counts.map(Number)).toEqual([lines.length, held, operators, others, gaps])
  })

  test('shows what it says by files that are there', () => {
    const shown = lines.filter(({ holds }) => !/^(does not apply|\*\*gap\*\*)/.test(holds))
    expect(shown.filter(({ holds }) => !/`[\w./-]+`/.test(holds))).toEqual([])
    const files = found(/`([\w.-]+(?:\/[\w.-]+)*\.(?:ts|tsx|md|mjs))`/g, text)
    expect(files.length).toBeGreaterThan(80)
    expect(files.filter((file) => !existsSync(join(projectFolder, file)))).toEqual([])
  })
})
