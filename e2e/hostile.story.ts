import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { AnyRecord, ImportRun } from '@tendero/model'
import type { Page } from 'playwright-core'
import { build } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { settled } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { dayFromNow } from './world.ts'

/** Texts that try to run as programs, in everything that people name and write, on every screen that shows it: they are texts. */

const folder = process.env.TENDERO_REFERENCE_DATA ? join(process.env.TENDERO_REFERENCE_DATA, '13-hostile') : ''
if (!existsSync(folder)) console.log('Left out: texts that try to run (TENDERO_REFERENCE_DATA is not set).')

const payloads = existsSync(folder)
  ? gunzipSync(readFileSync(join(folder, 'xss_payloads.txt.gz')))
      .toString('utf8')
      .split('\n')
  : []
// biome-ignore lint/suspicious/noControlCharactersInRegex: what texts are refused for
const lines = payloads.map((line) => line.replace(/[\u0000-\u001f\u007f]/g, ' ').trim()).filter(Boolean)
const short = lines.filter((line) => line.length <= 90)
const markup = short.filter((line) => /^<(img|svg|iframe|script|body|a|details|video|math)\b/i.test(line))
/** Every line, in pieces that a text may be long. */
const long = lines.reduce<string[]>((pieces, line) => {
  const last = pieces.at(-1)
  if (last !== undefined && last.length + line.length < 9_000) pieces[pieces.length - 1] = `${last}\n${line}`
  else pieces.push(line.slice(0, 9_000))
  return pieces
}, [])

describe.skipIf(lines.length === 0)('a text that tries to run', () => {
  let company: Company
  let page: Page
  let account: AnyRecord
  let deal: AnyRecord
  let run: ImportRun
  let report: AnyRecord
  const dialogs: string[] = []
  const payload = (index: number) => markup[index % markup.length] ?? ''

  beforeAll(async () => {
    const tendero = await startTendero()
    company = await tendero.found()
    await furnish()
    page = await company.open('today')
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
  }, 120_000)

  async function furnish(): Promise<void> {
    const create = (collection: string, values: object) => company.api<AnyRecord>('POST', `/${collection}`, values)
    await create('custom-fields', { object: 'account', label: payload(1), kind: 'text' })
    await create('custom-objects', { label: payload(2), plural: payload(3) })
    await create('tags', { name: payload(4), color: 'orange' })
    await create('teams', { name: payload(5) })
    const { items: stages } = await company.api<{ items: AnyRecord[] }>('GET', '/stages?sort=position')
    account = await create('accounts', { name: payload(6), sector: payload(7), preferences: long[0] })
    for (let at = 0; at < 600; at += 200)
      await company.api('POST', '/accounts/bulk', {
        create: short.slice(at, at + 200).map((name) => ({ name, sector: name })),
      })
    await create('contacts', {
      firstName: payload(8),
      lastName: payload(9),
      account: account.id,
      jobTitle: payload(10),
    })
    await create('leads', {
      firstName: payload(11),
      lastName: payload(12),
      company: payload(13),
      interest: payload(14),
    })
    deal = await create('opportunities', {
      name: payload(15),
      account: account.id,
      pipeline: stages[0]?.pipeline,
      stage: stages[0]?.id,
      description: long[1],
      closeOn: dayFromNow(20),
    })
    for (const body of long) await create('notes', { subject: payload(body.length), body, account: account.id })
    await create('tasks', { subject: payload(16), account: account.id, dueAt: new Date().toISOString() })
    const said = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: long[2] }] }] }
    await create('comments', { object: 'account', record: account.id, body: said })
    await create('views', { name: payload(17), object: 'account', definition: {} })
    report = await create('reports', {
      name: payload(18),
      definition: {
        object: 'account',
        kind: 'table',
        rows: [{ field: 'sector' }],
        measures: [{ name: 'n', label: payload(19), aggregate: 'count' }],
      },
    })
    const { items: roles } = await company.api<{ items: AnyRecord[] }>('GET', '/roles')
    await company.api('POST', '/invitations', { name: payload(20), email: 'x@example.com', role: roles[0]?.id })
    const csv = ['Name', ...short.slice(0, 200).map((line) => `"${line.replaceAll('"', '""')}"`)].join('\n')
    run = await company.upload('account', `${encodeURIComponent(payload(21).replaceAll('/', ''))}.csv`, csv)
  }

  /** What a browser would run: handlers, scripts that are not ours, addresses that are programs. */
  const programs = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('*')]
      const handled = all.filter((one) => [...one.attributes].some(({ name }) => /^on/i.test(name)))
      const scripts = [...document.scripts].filter(({ src }) => new URL(src, 'x:').origin !== location.origin)
      const addresses = all.filter((one) =>
        ['href', 'src', 'action', 'xlink:href'].some((name) => {
          const value = one.getAttribute(name)
          if (value === null || !URL.canParse(value, location.href)) return false
          return /^(javascript|vbscript|data):/.test(new URL(value, location.href).protocol) && !one.matches('img')
        }),
      )
      return [...handled, ...scripts, ...addresses].map((one) => one.outerHTML.slice(0, 200))
    })

  async function look(path: string): Promise<void> {
    await page.goto(`/w/${company.slug}/${path}`)
    await settled(page)
    await page.waitForTimeout(200)
    expect([path, await programs(), dialogs]).toEqual([path, [], []])
  }

  test('is a text on every screen', { timeout: 240_000 }, async () => {
    for (const path of [
      'today',
      'accounts',
      'accounts?q=script',
      `accounts/${account.id}`,
      'contacts',
      'leads',
      'leads?view=board',
      'opportunities',
      'opportunities?view=board',
      'opportunities?view=calendar',
      'opportunities?view=timeline',
      `opportunities/${deal.id}`,
      'notes',
      'activities?view=calendar',
      'reports',
      `reports/${report.id}`,
      'reports/pipeline',
      'notifications',
      `import/${run.id}`,
      'settings/people',
      'settings/teams',
      'settings/tags',
      'settings/custom-fields',
      'settings/layouts',
      'settings/mail',
    ])
      await look(path)
  })

  test('is a text in every line of a list, in a timeline to its end, and in the search', {
    timeout: 240_000,
  }, async () => {
    await look('accounts')
    for (let count = 0; count < 12; count++) {
      await page.mouse.move(700, 500)
      await page.mouse.wheel(0, 2_400)
      await page.waitForTimeout(120)
      expect([await programs(), dialogs]).toEqual([[], []])
    }
    await look(`accounts/${account.id}`)
    for (let count = 0; count < 25; count++) {
      await page.keyboard.press('End')
      await page.mouse.wheel(0, 5_000)
      await page.waitForTimeout(60)
    }
    expect([await programs(), dialogs]).toEqual([[], []])
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('script alert')
    await page.getByRole('dialog').getByText('script', { exact: false }).first().waitFor()
    expect([await programs(), dialogs]).toEqual([[], []])
  })

  const cases: readonly { readonly payload: string }[] =
    lines.length > 0 ? JSON.parse(readFileSync(join(folder, 'html_sanitizer_dompurify.json'), 'utf8')) : []

  test('is a text when it is pasted as HTML where texts are formatted', { timeout: 120_000 }, async () => {
    await look(`opportunities/${deal.id}`)
    await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'Comment', exact: true }).waitFor()
    await page.keyboard.press('m')
    const box = page.locator('[role="textbox"][aria-label="Comment"]')
    await box.waitFor()
    for (const html of [...cases.map((one) => one.payload), ...markup.slice(0, 300)])
      await box.evaluate((element, text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', text)
        clipboardData.setData('text/plain', 'pasted')
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, html)
    await page.waitForTimeout(300)
    expect([await programs(), dialogs]).toEqual([[], []])
    // What is kept of it is headings, lists, quotes, links and words.
    const tags = await box.evaluate((element) => [
      ...new Set([...element.querySelectorAll('*')].map((one) => one.localName)),
    ])
    const known = /^(p|h2|h3|ul|ol|li|blockquote|a|strong|em|u|s|code|pre|br|hr|img|span)$/
    expect(tags.filter((tag) => !known.test(tag))).toEqual([])
  })

  test('is cleaned out of the HTML of a mail', { timeout: 60_000 }, async () => {
    const folderOfIt = mkdtempSync(join(tmpdir(), 'tendero-clean-'))
    const file = join(folderOfIt, 'clean.js')
    const input = fileURLToPath(new URL('../web/src/settings/mail/mail-page.ts', import.meta.url))
    await build({ input, logLevel: 'warn', output: { file, format: 'iife', name: 'cleaning' } })
    await look('today')
    await page.evaluate(`${readFileSync(file, 'utf8')}; globalThis.cleaning = cleaning`)
    rmSync(folderOfIt, { recursive: true })
    const left = await page.evaluate(
      (given) => {
        const { mailPage } = Reflect.get(globalThis, 'cleaning')
        return given.flatMap((html) => {
          const cleaned: string = mailPage(html)
          // Looked at where nothing runs.
          const parsed = new DOMParser().parseFromString(cleaned, 'text/html')
          // The one sheet of ours.
          parsed.head.querySelector('style')?.remove()
          const bad = [...parsed.querySelectorAll('*')].filter(
            (one) =>
              /^(script|style|iframe|object|embed|form|input|base|meta|link|img|svg|math|video|audio)$/i.test(
                one.localName,
              ) ||
              [...one.attributes].some(
                ({ name, value }) =>
                  /^on/i.test(name) ||
                  (/^(href|src|action)$/i.test(name) && value !== '' && !/^(https?|mailto):/i.test(value)),
              ),
          )
          return bad.map((one) => `${html.slice(0, 80)} => ${one.outerHTML.slice(0, 120)}`)
        })
      },
      [...cases.map((one) => one.payload), ...lines],
    )
    expect(left).toEqual([])
    expect(dialogs).toEqual([])
  })
})
