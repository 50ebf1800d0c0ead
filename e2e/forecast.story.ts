import type { AnyRecord, ForecastBeliefs, Page as RecordPage, Session } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { words as es } from '../web/src/forecast/words/es.ts'
import { words as et } from '../web/src/forecast/words/et.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { dayFromNow } from './world.ts'

const tendero = await startTendero()
const dayLong = 86_400

async function stagesOf({ api }: Company) {
  const { items } = await api<RecordPage>('GET', '/stages?sort=position')
  const named = (name: string) => items.find((stage) => stage.name === name) ?? expect.fail(name)
  return { talks: named('Negotiation'), won: named('Won'), lost: named('Lost') }
}

const eur = (major: number) => ({ minor: major * 100, currency: 'EUR' })

/** Rosa sells in the team North, which the owner leads; two deals of hers were there the day before yesterday. */
async function withRosa(company: Company) {
  const { api } = company
  const { workspace, user } = await api<Session>('GET', '/session')
  const clock = (clockOffset: number) => api('PATCH', `/workspaces/${workspace.id}`, { clockOffset })
  const rosa = await company.openAs('Rosa', 'today', 'Representative')
  const { items } = await api<RecordPage>('GET', '/users?limit=50')
  const id = items.find(({ name }) => name === 'Rosa')?.id ?? expect.fail('no Rosa')
  const team = await api<AnyRecord>('POST', '/teams', { name: 'North', manager: user.id })
  await api('PATCH', `/users/${id}`, { team: team.id })
  const { talks, won } = await stagesOf(company)
  const territory = await api<AnyRecord>('POST', '/territories', { name: 'Balears' })
  const account = await api<AnyRecord>('POST', '/accounts', {
    name: 'Forn Eulàlia',
    territory: territory.id,
    owner: id,
    team: team.id,
  })
  await clock(-2 * dayLong)
  const deal = (name: string, amount: number) =>
    api<AnyRecord>('POST', '/opportunities', {
      name,
      account: account.id,
      pipeline: talks.pipeline,
      stage: talks.id,
      amount: eur(amount),
      closeOn: dayFromNow(0),
      owner: id,
      team: team.id,
    })
  const [oven, mixer] = [await deal('Bread oven', 1_000), await deal('Dough mixer', 500)]
  await clock(0)
  return { rosa, oven, mixer, won, team, clock }
}

const noticeOf = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })

const goTo = (page: Page, slug: string, search: string) =>
  page.goto(new URL(`/w/${slug}/forecast?${search}`, page.url()).href)

test('a representative says what they expect and submits it; their manager sets the quota, thinks otherwise, and sees what became of it', async () => {
  const company = await tendero.found()
  const { rosa, oven, won, clock } = await withRosa(company)

  await goTo(rosa, company.slug, 'view=commit&period=month')
  await rosa.getByRole('button', { name: /^Commit of Rosa: €1,500/ }).click()
  await rosa.getByLabel('I expect').fill('1200')
  await rosa.getByLabel('Why').fill('The mixer may slip')
  await expectAccessible(rosa, 'an adjustment')
  await rosa.getByRole('button', { name: 'Save' }).click()
  await rosa.getByText('Rosa -€300').waitFor()
  await rosa.getByRole('button', { name: /^Submit ?: Rosa$/ }).click()
  await rosa.getByLabel('Note').fill('Talked to both')
  await rosa.getByRole('button', { name: 'Submit', exact: true }).last().click()
  await rosa.getByRole('button', { name: /^Submitted of Rosa:/ }).waitFor()
  // She sets no quotas.
  expect(await rosa.getByRole('button', { name: /^Quota of/ }).count()).toBe(0)
  await expectAccessible(rosa, 'commitments')

  const page = await company.open('forecast?view=commit&period=month')
  await page.getByRole('button', { name: 'Quota of Rosa: –' }).click()
  await page.getByLabel('Quota of Rosa', { exact: true }).fill('2000')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Quota of North: €2,000/ }).waitFor()
  await page.getByRole('button', { name: /^Commit of Rosa: €1,200/ }).click()
  await page.getByText('Rosa: The mixer may slip').waitFor()
  await page.getByLabel('I expect').fill('1300')
  await page.getByLabel('Why').fill('I rang them')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Commit of North: €1,300/ }).waitFor()
  // What was said is taken back from the notice, and said again.
  await noticeOf(page, 'Commit of Rosa adjusted.').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: /^Commit of Rosa: €1,200/ }).click()
  await page.getByText(/Taken back$/).waitFor()
  await page.getByLabel('I expect').fill('1300')
  await page.getByLabel('Why').fill('I rang them again')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Commit of North: €1,300/ }).waitFor()
  await page.getByRole('button', { name: /^Submit ?: North$/ }).click()
  await page.getByRole('button', { name: 'Submit', exact: true }).last().click()
  await page.getByRole('button', { name: /^Submitted of North:/ }).waitFor()
  // Territories tell what the deals of their accounts come to, whoever thinks otherwise.
  const territories = page.getByRole('region', { name: 'Territories' })
  await territories.getByRole('row', { name: /^Balears.*€1,500/ }).waitFor()
  await expectAccessible(page, 'commitments of a manager')

  // The oven is sold for less, at the end of the month.
  await company.api('PATCH', `/opportunities/${oven.id}`, { stage: won.id, amount: eur(900) })
  await page.reload()
  await page.getByText('45% of quota').first().waitFor()
  await page.getByRole('button', { name: /^Submitted of North:/ }).click()
  const submitted = page.getByRole('dialog', { name: 'Submitted: North' })
  await submitted.getByText('Commit → Closed').waitFor()
  await submitted
    .getByRole('row', { name: /Bread oven/ })
    .getByText('€1,000')
    .waitFor()
  await submitted
    .getByRole('row', { name: /Bread oven/ })
    .getByText('€900')
    .waitFor()
  await expectAccessible(page, 'a submission')
  await submitted.getByRole('button', { name: 'Close' }).click()

  // A quota is deleted by emptying it, and comes back from the notice.
  await page.getByRole('button', { name: /^Quota of Rosa: €2,000/ }).click()
  await page.getByLabel('Quota of Rosa', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Quota of Rosa: –' }).waitFor()
  await noticeOf(page, 'Quota of Rosa deleted.').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: /^Quota of Rosa: €2,000/ }).waitFor()

  await page.getByText('Cumulative', { exact: true }).click()
  await page.getByRole('button', { name: /^Commit of Rosa: €1,200/ }).waitFor()
  await page.getByText('Individual', { exact: true }).click()
  await page.getByLabel('As known on').fill(dayFromNow(-1))
  await page.getByText(/As known at the end of/).waitFor()
  await page.getByRole('row', { name: /^Rosa.*€1,500/ }).waitFor()
  expect(await page.getByRole('button', { name: /^Commit of/ }).count()).toBe(0)

  await goTo(page, company.slug, 'view=changes&period=month')
  await page.getByRole('row', { name: /Bread oven Rosa Opened/ }).waitFor()
  await page.getByText('Won since: €900 (1).').waitFor()
  const opened = page.getByRole('button', { name: /^Opened \+€1,400 \(2\)/ })
  await opened.click()
  expect(await opened.getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('row', { name: /Bread oven Rosa Opened/ }).waitFor()
  await expectAccessible(page, 'what changed')

  // Each figure leads to its deals.
  await goTo(page, company.slug, 'view=commit&period=month')
  await page
    .getByRole('row', { name: /^North/ })
    .getByRole('link', { name: '€900' })
    .click()
  await page.getByRole('link', { name: 'Bread oven' }).waitFor()
  expect(await page.getByRole('link', { name: 'Dough mixer' }).count()).toBe(0)

  // The month ends: what was said of it stays, beside what came and what was forecast for it, as it is each night and
  // within a minute of the first deals.
  const today = dayFromNow(0)
  const month = today.slice(0, 7)
  const kept = async () => {
    const { months } = await company.api<ForecastBeliefs>('GET', `/forecast/beliefs?from=${month}&to=${month}`)
    return months[0]?.beliefs.length ?? 0
  }
  await expect.poll(kept, { timeout: 90_000, interval: 1_000 }).toBeGreaterThan(0)
  // Who does not see everything is shown what was forecast for them.
  await goTo(rosa, company.slug, `view=beliefs&month=${month}`)
  await rosa.getByRole('img', { name: /^What was forecast for/ }).waitFor()
  await clock(35 * dayLong)
  await goTo(page, company.slug, `view=commit&period=month&startsOn=${month}-01`)
  await page.getByRole('row', { name: /^Rosa.*€900.*45% of quota/ }).waitFor()
  await goTo(page, company.slug, `view=beliefs&month=${month}`)
  await page.getByRole('img', { name: /^What was forecast for/ }).waitFor()
  await page.getByText('Won: €900').first().waitFor()
  await clock(0)
}, 150_000)

/** Deals that Rosa closed in each of the last months, and one that is open. */
async function withPast(company: Company): Promise<void> {
  const { rosa: _rosa } = await withRosa(company)
  const { won, lost, talks } = await stagesOf(company)
  const { items } = await company.api<RecordPage>('GET', '/accounts?limit=1')
  const deals = Array.from({ length: 60 }, (_, place) => ({
    name: `Oven ${place}`,
    account: items[0]?.id,
    pipeline: talks.pipeline,
    stage: place % 3 === 0 ? lost.id : won.id,
    ...(place % 3 === 0 ? { lossNote: 'x' } : {}),
    amount: eur(800 + (place % 7) * 60),
    openedOn: dayFromNow(-480 + place * 7),
    closedOn: dayFromNow(-445 + place * 7),
  }))
  const { items: reasons } = await company.api<RecordPage>('GET', '/loss-reasons?limit=1')
  for (const deal of deals)
    await company.api('POST', '/opportunities', deal.stage === lost.id ? { ...deal, lossReason: reasons[0]?.id } : deal)
}

test('the forecast tells what will come, why, how well it did and how what people say comes out', async () => {
  const company = await tendero.found()
  await withPast(company)
  const page = await company.open('forecast')
  await page.getByText(/expected from .* eight times in ten/).waitFor()
  await page.getByRole('button', { name: 'Deals of Rosa' }).click()
  await page.getByRole('link', { name: 'Bread oven' }).waitFor()
  await page
    .getByRole('button', { name: /^Commit of Rosa: says €/ })
    .first()
    .click()
  await page.getByLabel('I expect').fill('1400')
  await page.getByLabel('Why').fill('They asked for less')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Commit of Rosa: says €1,400/ }).waitFor()
  await expectAccessible(page, 'the forecast')
  await page.getByText('How well', { exact: true }).click()
  await page.getByRole('cell', { name: /This forecast/ }).waitFor()
  await page.getByRole('img', { name: 'The year' }).waitFor()
  await expectAccessible(page, 'how well it did')
  await page.getByText('Calibration', { exact: true }).click()
  await page.getByRole('rowheader', { name: /^Everybody/ }).waitFor()
  await expectAccessible(page, 'the calibration')
  await page.getByText('Over time', { exact: true }).click()
  // Within a minute the program has worked out what would have been believed at the ends of past months.
  const month = dayFromNow(-62).slice(0, 7)
  const kept = async () => {
    const { months } = await company.api<ForecastBeliefs>('GET', `/forecast/beliefs?from=${month}&to=${month}`)
    return months[0]?.beliefs.length ?? 0
  }
  await expect.poll(kept, { timeout: 90_000, interval: 1_000 }).toBeGreaterThan(1)
  await goTo(page, company.slug, `view=beliefs&month=${month}`)
  await page.getByRole('img', { name: /^What was forecast for/ }).waitFor()
  await page.getByText(/^Won: €[1-9]/).waitFor()
  await expectAccessible(page, 'what was believed')
}, 150_000)

test.each([
  ['es', es],
  ['et', et],
] as const)('commitments and changes are there on a phone, in %s', async (language, words) => {
  const company = await tendero.found()
  await withRosa(company)
  await company.api('PATCH', '/me', { language })
  const page = await company.open('forecast?view=commit&period=month', { language, phone: true, scheme: 'dark' })
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await page.getByRole('columnheader', { name: words.quota }).first().waitFor()
  await expectAccessible(page, `commitments in ${language}`)
  await page.getByText(words.views.changes, { exact: true }).click()
  await page.getByRole('cell', { name: words.steps.opened }).first().waitFor()
  await expectAccessible(page, `what changed in ${language}`)
})
