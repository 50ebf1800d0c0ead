import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bundled } from '../test/bundle.ts'
import { testDatabase } from '../test/database.ts'
import { type RunningProgram, startProgram } from '../test/program.ts'
import { runCommandLine } from './command-line.ts'
import { processesIn, signal, waitUntil } from './platform/process-table.ts'

const main = await bundled('src/main.ts')
const dataDir = mkdtempSync(join(tmpdir(), 'tendero-command-line-'))
chmodSync(dataDir, 0o711)
const cluster = join(dataDir, 'postgres', 'cluster')
afterAll(async () => {
  await waitUntil(() => processesIn(cluster).length === 0, 5_000)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

const environment = { TENDERO_DATA: dataDir, PORT: '0' }
const run = (words: string[], env: NodeJS.ProcessEnv = {}) => startProgram(main, words, { ...environment, ...env })

/** The address that a program tells once it answers. */
async function addressOf(program: RunningProgram): Promise<string> {
  const line = await program.line(/http:/)
  return /http:\S+/.exec(line)?.[0].replace(/[.,]$/, '') ?? ''
}

const health = async (address: string) => (await fetch(`${address}/health`)).status

async function linesAtEnd(program: RunningProgram): Promise<[number | null, string]> {
  return [await program.ended, program.lines.join('\n')]
}

test('start answers, refuses a second start and a taken port in one line each, and ends cleanly', {
  timeout: 60_000,
}, async () => {
  const started = run(['start', '--empty'])
  const address = await addressOf(started)
  expect(await health(address)).toBe(200)

  const [code, output] = await linesAtEnd(run(['start']))
  expect(code).toBe(1)
  expect(output).toBe(
    `Tendero already runs on the data folder ${dataDir} (process ${started.pid}, ${address}). ` +
      'Stop it first, or set TENDERO_DATA to another folder.',
  )
  expect(await linesAtEnd(run(['migrate']))).toEqual([0, 'The database is up to date.'])

  const port = new URL(address).port
  const [doctorCode, doctor] = await linesAtEnd(run(['doctor'], { PORT: port }))
  expect(doctor).not.toContain('problem')
  expect(doctor).toContain(`served by Tendero, process ${started.pid}`)
  expect(doctorCode).toBe(0)

  started.signal('SIGTERM')
  expect(await started.ended).toBe(0)
  expect(processesIn(cluster)).toEqual([])
})

test('a taken port is one line, and leaves nothing running', async () => {
  const squatter = createServer()
  const port = await new Promise<number>((resolve) => {
    squatter.listen(0, '127.0.0.1', () => {
      const address = squatter.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const [code, output] = await linesAtEnd(run(['start', '--empty'], { PORT: String(port) }))
  squatter.close()
  expect(output).toBe(`Port ${port} is taken. Set another one: PORT=${port + 1} npm start`)
  expect(code).toBe(1)
  expect(processesIn(cluster)).toEqual([])
})

test('start ends when npm is gone, and when PostgreSQL is', { timeout: 60_000 }, async () => {
  const npm = startProgram(main, ['start', '--empty'], { ...environment, npm_lifecycle_event: 'start' }, [
    'sh',
    '-c',
    '"$0" "$@" & wait',
  ])
  await npm.line(/http:/)
  npm.signal('SIGKILL')
  expect(await waitUntil(() => processesIn(cluster).length === 0, 10_000)).toBe(true)

  const started = run(['start', '--empty'])
  await started.line(/http:/)
  for (const pid of processesIn(cluster)) signal(pid, 'SIGKILL')
  await started.line(/PostgreSQL ended by itself; see .*postgres\.log/)
  expect(await started.ended).toBe(1)
})

test('serve and work run apart on an outside database', async () => {
  const { ownerUrl } = await testDatabase()
  const serving = run(['serve'], { DATABASE_URL: ownerUrl })
  const working = run(['work'], { DATABASE_URL: ownerUrl })
  expect(await health(await addressOf(serving))).toBe(200)
  await working.line(/takes jobs/)
  for (const program of [serving, working]) {
    program.signal('SIGTERM')
    expect(await program.ended).toBe(0)
  }
})

test('serve refuses a database that was not migrated, and migrate does it', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const [code, output] = await linesAtEnd(run(['serve'], { DATABASE_URL: ownerUrl }))
  expect(output).toMatch(/^The database lacks the migration 0001_\w+\.sql\. Run first: tendero migrate$/)
  expect(code).toBe(1)
  expect((await linesAtEnd(run(['migrate'], { DATABASE_URL: ownerUrl })))[0]).toBe(0)
  expect(await linesAtEnd(run(['migrate'], { DATABASE_URL: ownerUrl }))).toEqual([0, 'The database is up to date.'])
})

test.each([
  ['no address', 'localhost', 'DATABASE_URL is no address of a database.'],
  [
    'a closed port',
    'postgres://me:secret@127.0.0.1:1/crm',
    'The database postgres://me@127.0.0.1:1/crm cannot be reached',
  ],
])('a DATABASE_URL that is %s is one line', async (_case, url, expected) => {
  const [code, output] = await linesAtEnd(run(['start'], { DATABASE_URL: url }))
  expect(code).toBe(1)
  expect(output).toContain(expected)
  expect(output).not.toMatch(/\n|secret/)
})

test.each([
  [['help'], 0, /start +run everything/],
  [[], 2, /start +run everything/],
  [['--version'], 0, /^\d+\.\d+\.\d+$/],
  [['start', '--help'], 0, /Usage: tendero start \[--empty\]/],
  [
    ['dance'],
    2,
    /knows no command dance\. It knows: start serve work migrate import export forecast doctor audit secrets demo user\./,
  ],
  [['start', '--loud'], 2, /Unknown option '--loud'/],
  [['migrate', 'now'], 2, /positional/],
])('%j is understood or explained', async (words, expectedCode, expectedText) => {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  expect(await runCommandLine(words, { print, printError: print })).toBe(expectedCode)
  expect(lines.join('\n')).toMatch(expectedText)
})
