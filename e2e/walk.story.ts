import { setTimeout as sleep } from 'node:timers/promises'
import type { AnyRecord, ImportRun } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { flaws, settled } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { type Speech, speech } from './walk-words.ts'
import { populate, type World } from './world.ts'

/**
 * Every page at the width of a phone: in Spanish, light and dark, axe finds nothing; neither there nor in Estonian does
 * anything overflow.
 */

const tendero = await startTendero()
let company: Company
let world: World
let run: ImportRun
let report: AnyRecord

beforeAll(async () => {
  company = await tendero.found()
  world = await populate(company)
  await furnish()
})

/** What the settings and the import have to show. */
async function furnish(): Promise<void> {
  const create = (collection: string, values: object) => company.api<AnyRecord>('POST', `/${collection}`, values)
  const team = await create('teams', { name: 'Illes Balears' })
  await create('teams', { name: 'Palma', parent: team.id })
  await create('tags', { name: 'urgent', color: 'orange' })
  await create('exchange-rates', { quote: 'USD', base: 'EUR', onDate: '2026-01-01', rate: '0.92' })
  await create('custom-fields', { object: 'account', label: 'Lucky number', kind: 'integer', indexed: true })
  const { items: roles } = await company.api<{ items: readonly AnyRecord[] }>('GET', '/roles')
  const whole = { object: 'account', place: 'page', definition: { sections: [], hidden: [] } }
  await create('layouts', whole)
  await create('api-keys', { name: 'Web shop', role: roles[0]?.id })
  const definition = {
    object: 'opportunity',
    kind: 'pivot',
    rows: [{ field: 'account.sector' }],
    across: { field: 'stage' },
    measures: [{ name: 'count', aggregate: 'count' }],
  }
  report = await create('reports', { name: 'Sectors', definition })
  const drawn = await create('reports', { name: 'Stages', definition: { ...definition, kind: 'bar' } })
  const tiles = [report, drawn].map(({ id }) => ({ id, report: id, width: 2, height: 2 }))
  await create('dashboards', { name: 'Palma', layout: { tiles } })
  run = await company.upload('account', 'customers.csv', 'Name,Country\nForn Nou,Spain\nOther,Atlantis\n')
  await company.api('PATCH', `/imports/${run.id}`, {
    ...run.setup,
    mapping: [
      { column: 0, field: 'name' },
      { column: 1, field: 'address', part: 4 },
    ],
  })
  await company.api('POST', `/imports/${run.id}/rehearsal`, {})
  const state = async () => (await company.api<ImportRun>('GET', `/imports/${run.id}`)).state
  while ((await state()) !== 'checked') await sleep(300)
}

interface Place {
  readonly path: string
  /** What is opened there besides. */
  readonly opens?: readonly (readonly [what: string, open: (page: Page) => Promise<unknown>])[]
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The lists, boards and records. */
function recordPlaces({ records, sales, shared, analysis, asOf }: Speech): readonly Place[] {
  const factButton = (page: Page, name: string, place: number) =>
    page
      .getByRole('region', { name: records.record.facts })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .nth(place)
      .click()
  const edit = records.record.editField('')
  const collections = [
    'contacts',
    'leads',
    'products',
    'activities',
    'tasks',
    'calls',
    'visits',
    'meetings',
    'notes',
    'quotas',
    'territories',
  ]
  return [
    {
      path: 'today',
      opens: [
        ['a call being noted', (page) => page.getByRole('region').getByRole('button').first().click()],
        ['the drawer of places', (page) => button(page, shared.places.more).click()],
      ],
    },
    {
      path: 'accounts',
      opens: [
        ['the filter', (page) => page.getByRole('button', { name: records.filter.filter }).first().click()],
        ['the search', (page) => page.keyboard.press('Control+k')],
      ],
    },
    { path: 'accounts?q=nothing-is-called-so' },
    ...collections.map((path) => ({ path })),
    {
      path: 'opportunities',
      opens: [['the form of a new one', (page) => page.keyboard.press('c')]],
    },
    { path: 'opportunities?view=board' },
    { path: 'leads?view=board' },
    { path: 'opportunities?view=calendar' },
    { path: 'activities?view=calendar' },
    { path: 'opportunities?view=timeline' },
    { path: 'tasks?view=timeline&scale=year' },
    { path: `accounts/${world.account.id}` },
    { path: `contacts/${world.contact.id}` },
    { path: `products/${world.product.id}` },
    {
      path: `leads/${world.lead.id}`,
      opens: [['the conversion', (page) => button(page, sales.conversion.convert).first().click()]],
    },
    {
      path: `opportunities/${world.deal.id}`,
      opens: [
        ['the reason for losing', (page) => button(page, sales.stage.lost).first().click()],
        ['its account being edited', (page) => factButton(page, edit, 1)],
        ['its amount being edited', (page) => factButton(page, edit, 3)],
        ['the history of its account', (page) => factButton(page, asOf.historyOf(''), 1)],
      ],
    },
    { path: 'forecast' },
    { path: 'forecast?view=commit' },
    { path: 'forecast?view=changes' },
    { path: 'forecast?view=accuracy' },
    { path: 'reports/pipeline' },
    { path: 'reports' },
    { path: `reports/${report.id}`, opens: [['what it asks', (page) => button(page, analysis.edit).click()]] },
    { path: 'reports/new' },
    { path: 'dashboards', opens: [['it being arranged', (page) => button(page, analysis.arrange).click()]] },
    { path: 'nothing-here' },
  ]
}

/** The settings with their forms, and the import with its steps. */
function settingPlaces({ settings }: Speech): readonly Place[] {
  const firstLine = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('button').last().click()
  const line = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).first().click()
  return [
    { path: 'settings/profile' },
    { path: 'settings/workspace' },
    {
      path: 'settings/people',
      opens: [
        ['a person', (page) => line(page, 'Ana Ibarra')],
        ['an invitation', (page) => button(page, settings.people.invite).click()],
      ],
    },
    { path: 'settings/teams', opens: [['a team', (page) => line(page, 'Palma')]] },
    { path: 'settings/roles', opens: [['a role', firstLine]] },
    {
      path: 'settings/single-sign-on',
      opens: [['an account', (page) => button(page, settings.singleSignOn.add).click()]],
    },
    {
      path: 'settings/custom-fields',
      opens: [
        ['the kinds', (page) => button(page, settings.customFields.add).click()],
        ['a field', (page) => line(page, 'Lucky number')],
      ],
    },
    {
      path: 'settings/layouts',
      opens: [['of a form', (page) => page.getByText(settings.layouts.places.form).click()]],
    },
    { path: 'settings/tags' },
    { path: 'settings/duplicates' },
    { path: 'settings/pipelines', opens: [['a stage', (page) => button(page, settings.pipelines.addStage).click()]] },
    { path: 'settings/loss-reasons' },
    { path: 'settings/exchange-rates', opens: [['a rate', (page) => button(page, settings.rates.add).click()]] },
    { path: 'settings/api-keys', opens: [['a key', (page) => button(page, settings.keys.add).click()]] },
    { path: 'settings/mail', opens: [['the server', (page) => button(page, settings.mail.server).click()]] },
    { path: 'settings/about' },
    { path: 'import' },
    {
      path: `import/${run.id}`,
      opens: [
        [
          'its columns',
          (page) => page.getByRole('navigation').getByRole('listitem').getByRole('button').nth(1).click(),
        ],
        [
          'its reading',
          (page) => page.getByRole('navigation').getByRole('listitem').getByRole('button').nth(0).click(),
        ],
      ],
    },
  ]
}

const schemes = {
  es: [
    ['light', 'all'],
    ['dark', 'colours'],
  ],
  // Other words have other lengths, but the structure and colours of the page in Spanish.
  et: [['light', 'width']],
} as const
type Language = keyof typeof schemes

async function flawsIn(language: Language, page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const [colorScheme, asked] of schemes[language]) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    found.push(...(await flaws(page, { asked })).map((flaw) => `${what}, ${colorScheme}: ${flaw}`))
  }
  return found
}

/** Goes everywhere before it tells what it found. */
async function walk(language: Language, page: Page, places: readonly Place[]): Promise<void> {
  const found: string[] = []
  for (const { path, opens = [] } of places) {
    const address = `/w/${company.slug}/${path}`
    await page.goto(address)
    found.push(...(await flawsIn(language, page, path)))
    for (const [index, [what, open]] of opens.entries()) {
      if (index > 0) await page.goto(address)
      await settled(page)
      await open(page)
      await page.waitForTimeout(300)
      found.push(...(await flawsIn(language, page, `${path}, ${what}`)))
    }
  }
  expect(found, found.join('\n')).toEqual([])
}

const patience = 900_000

for (const language of ['es', 'et'] as const) {
  const look = { language, phone: true } as const

  test(`before the sign-in, ${language}`, { timeout: patience }, async () => {
    const page = await tendero.visit(look)
    for (const path of ['sign-in', 'welcome', 'invitation/none']) {
      await page.goto(`/${path}`)
      await page.getByRole('main').waitFor()
      expect(await flawsIn(language, page, path)).toEqual([])
    }
  })

  test(`records, ${language}`, { timeout: patience }, async () => {
    await company.api('PATCH', '/me', { language })
    const page = await company.open('today', look)
    await settled(page)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await walk(language, page, recordPlaces(speech[language]))
  })

  test(`settings and import, ${language}`, { timeout: patience }, async () => {
    await company.api('PATCH', '/me', { language })
    await walk(language, await company.open('today', look), settingPlaces(speech[language]))
  })
}
