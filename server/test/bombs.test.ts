import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AnyRecord, ImportRun, Problem } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundled } from './bundle.ts'
import { deep } from './hostile.ts'
import { makeKey } from './keys.ts'
import { bomb } from './picture.ts'
import { type RunningProgram, startProgram } from './program.ts'
import { suiteFolder } from './suite-folder.ts'
import { workbookParts, writeZip } from './workbook.ts'
import { openWorld } from './world.ts'

/** What is small to send and large to read, or never ends: a clear answer, and a program that stays small. */

const folder = suiteFolder()
const [main, world] = await Promise.all([bundled('src/main.ts'), openWorld()])
const key = await makeKey(world, { user: world.ids.ines, role: await world.roleId('Administrator') })

let program: RunningProgram
let address: string
let began: number
beforeAll(async () => {
  program = startProgram(main, ['start', '--empty'], {
    DATABASE_URL: world.ownerUrl,
    TENDERO_DATA: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
    TENDERO_ACCOUNT_RATE: 'off',
  })
  address = /http:\/\/[\d.:]+/.exec(await program.line(/http:/))?.[0] ?? ''
  // What it takes for everybody's first request is no bomb's.
  for (const path of ['/accounts', '/metadata', '/openapi.json']) await (await ask('GET', path)).arrayBuffer()
  began = megabytes()
  return async () => {
    program.signal('SIGTERM')
    await program.ended
  }
})

/** The most memory that the program ever had, in megabytes. */
function megabytes(): number {
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_024
}

const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
const ask = (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) =>
  fetch(`${address}/api/v1${path}`, { method, headers, body })
const refusalOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as Problem).code,
]

/** Sends as much as is taken, and tells how much that was and what was answered. */
function pour(path: string, length: number | undefined, most: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0
    let over = false
    const outgoing = request(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, ...(length === undefined ? {} : { 'content-length': length }) },
    })
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    const write = () => {
      while (!over && sent < most) {
        sent += chunk.length
        if (!outgoing.write(chunk)) return void outgoing.once('drain', write)
      }
      if (!over) outgoing.end()
    }
    outgoing.on('response', (answer) => {
      over = true
      resolve({ status: answer.statusCode ?? 0, sent })
      answer.resume()
      outgoing.destroy()
    })
    // The connection may be closed on whoever goes on sending before the answer is read.
    outgoing.on('error', () => resolve({ status: 413, sent }))
    write()
  })
}

const gigabyte = 1024 ** 3
/** What reading one may take at the most, beside what a program has anyway. */
const room = 500

describe('a body', () => {
  test.each([
    ['two gigabytes, as it says', '/accounts', 2 * gigabyte],
    ['two gigabytes that it says nothing of', '/accounts', undefined],
    ['two gigabytes of a file', '/files?name=a.bin', 2 * gigabyte],
    ['two gigabytes of a file that it says nothing of', '/files?name=a.bin', undefined],
    // A million names in one document are eleven megabytes.
    ['eleven megabytes', '/accounts', 11 * 1024 * 1024],
    ['two gigabytes to import', '/imports?object=account&name=a.csv', 2 * gigabyte],
  ])('of %s is refused while it comes in', async (_what, path, length) => {
    const { status, sent } = await pour(path, length, 2 * gigabyte)
    expect(status).toBe(413)
    expect(sent).toBeLessThan(100 * 1024 * 1024)
    expect(megabytes() - began).toBeLessThan(room)
  })

  test.each([
    [
      'as many names as fit in',
      `{${Array.from({ length: 150_000 }, (_, n) => `"f${n}":0`).join()}}`,
      [400, 'too_many_names'],
    ],
    ['lists in lists', deep(900_000, '[', ']'), [400, 'too_deep']],
    ['documents in documents', deep(300_000, '{"a":', '}'), [400, 'too_deep']],
    ['a number of a million digits', `{"employees":${'9'.repeat(1_000_000)}}`, [422, 'invalid_input']],
  ] as const)('of %s is refused', async (_what, body, refused) => {
    expect(await refusalOf(await ask('POST', '/accounts', body))).toEqual(refused)
    expect(megabytes() - began).toBeLessThan(room)
  })
})

/** Lets the program read a file to import; how that ends. */
async function readBy(content: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const answer = await ask('POST', `/imports?object=account&name=${name}`, content)
  if (answer.status !== 201) return (await refusalOf(answer)).join(' ')
  const run = (await answer.json()) as ImportRun
  const started = await ask('POST', `/imports/${run.id}/rehearsal`, '{}')
  if (started.status !== 202) return (await refusalOf(started)).join(' ')
  const read = async () => (await (await ask('GET', `/imports/${run.id}`)).json()) as ImportRun
  await expect.poll(async () => (await read()).state, { timeout: 60_000, interval: 200 }).not.toBe('checking')
  const { error, state } = await read()
  return String(error ?? state)
}

const fileOf = async (parts: Parameters<typeof writeZip>[1]) =>
  new Uint8Array(readFileSync(await writeZip(join(folder, 'bomb.xlsx'), parts)))
const repeated = (text: string, megabytes: number) =>
  function* () {
    const piece = text.repeat(Math.ceil((1024 * 1024) / text.length))
    for (let count = 0; count < megabytes; count++) yield piece
  }
const row = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'

describe('a spreadsheet', () => {
  test.each([
    ['whose sheet unpacks to 200 megabytes of spaces', () => workbookParts(repeated(' ', 200))],
    ['of endless rows', () => workbookParts(repeated(row, 20))],
    ['with one text of 100 megabytes', () => workbookParts(repeated('x', 100))],
    [
      'whose shared texts unpack to 100 megabytes',
      () =>
        workbookParts(`<sheetData>${row}</sheetData>`, {
          'xl/sharedStrings.xml': repeated('<si><t>x</t></si>', 100),
        }),
    ],
    ['of elements in elements', () => workbookParts(repeated('<a>', 20))],
    [
      'of a billion laughs',
      () =>
        workbookParts('', {
          'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefghij'
            .split('')
            .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)
            .join(
              '',
            )}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>`,
        }),
    ],
  ])('%s is refused, or read for what it is', { timeout: 90_000 }, async (_what, parts) => {
    const told = await readBy(await fileOf(parts()), 'bomb.xlsx')
    expect(told).toMatch(/workbook_too_large|unreadable_workbook|too_many_rows|empty|checked|no_rows|no_header|422/)
    expect(megabytes() - began).toBeLessThan(room)
  })

  test('of archives in an archive is none: nothing within is opened', async () => {
    const inner = await fileOf({ zeros: repeated('0', 100) })
    const nested = await fileOf({ 'inner.zip': Buffer.from(inner).toString('latin1') })
    expect(await readBy(nested, 'nested.xlsx')).toMatch(/unreadable_workbook|not_a_csv/)
    expect(megabytes() - began).toBeLessThan(room)
  })
})

describe('a file', () => {
  test.each([
    ['one endless line', 'a.csv', 'x'.repeat(30_000_000)],
    ['a quote that never ends', 'a.csv', `Name\n"${'x,\n'.repeat(20_000_000)}`],
    ['one line of columns', 'a.csv', `${'a,'.repeat(5_000_000)}\n`],
    ['a card that never ends', 'a.vcf', `BEGIN:VCARD\nVERSION:4.0\nFN:${'x\n '.repeat(2_000_000)}`],
    ['cards in cards', 'a.vcf', 'BEGIN:VCARD\n'.repeat(20_000)],
  ])('of %s is read to its end or refused, and not kept in memory', { timeout: 90_000 }, async (_what, name, text) => {
    expect(await readBy(new Uint8Array(Buffer.from(text)), name)).toMatch(/^(\d{3} )?[a-z_]+(:\d+)?$/)
    expect(megabytes() - began).toBeLessThan(room)
  })

  test('that is packed is no CSV: it is not unpacked', async () => {
    const packed = new Uint8Array(gzipSync(Buffer.alloc(200_000_000)))
    expect(await readBy(packed, 'a.csv')).toMatch(/^422 /)
    expect(megabytes() - began).toBeLessThan(room)
  })

  test('that says it is an image of 144 million points is kept and not painted', async () => {
    const answer = await ask('POST', '/files?name=bomb.png', new Uint8Array(bomb(12_000, 12_000)))
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as AnyRecord
    expect(await refusalOf(await ask('GET', `/files/${id}/variants/256`))).toEqual([422, 'not_an_image'])
    expect(megabytes() - began).toBeLessThan(room)
  })
})
