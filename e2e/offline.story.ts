import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startFront } from './front.ts'
import { type Company, owner, startTendero } from './tendero.ts'
import { populate, type World } from './world.ts'

const tendero = await startTendero()
const front = await startFront(tendero.address)
let company: Company
let world: World

beforeAll(async () => {
  company = await tendero.found()
  world = await populate(company)
})

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const waiting = (page: Page) => timeline(page).getByRole('region', { name: 'Not sent yet' }).getByRole('listitem')
const status = (page: Page, text: string | RegExp) => page.getByRole('banner').getByRole('button', { name: text })

/** The device has the whole program and what the page shows. */
async function isKept(page: Page): Promise<void> {
  const isKeeping = () =>
    page.evaluate(async () => {
      const program = (await caches.keys()).find((name) => name.startsWith('tendero-program-'))
      const kept = program ? await (await caches.open(program)).keys() : []
      return navigator.serviceWorker.controller !== null && kept.some(({ url }) => url.includes('/assets/en-'))
    })
  await expect.poll(isKeeping, { timeout: 30_000 }).toBe(true)
}

/** What the server has of a kind with a subject, by the collection of the kind. */
async function onServer(collection: string, subject: string): Promise<readonly AnyRecord[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'subject', op: 'is', value: subject }))
  return (await company.api<Records>('GET', `/${collection}?filter=${filter}`)).items
}

async function write(page: Page, kind: 'Note' | 'Call' | 'Visit', text: string): Promise<void> {
  const form = timeline(page)
  await form.getByRole('button', { name: kind, exact: true }).click()
  if (kind === 'Note') await form.getByRole('textbox').last().fill(text)
  else await form.getByRole('textbox').first().fill(text)
  await page.keyboard.press('Control+Enter')
  await waiting(page).filter({ hasText: text }).waitFor()
}

test('a page that was seen opens without a network, and what is written there is sent once when it is back', async () => {
  const page = await company.open('today', { keeping: true })
  const context = page.context()
  await page.getByText('Ask how the old oven is doing').waitFor()
  await page.goto(`/w/${company.slug}/notes`)
  await page.getByRole('link', { name: 'Opens at five in the morning' }).waitFor()
  await page.goto(`/w/${company.slug}/accounts/${world.account.id}`)
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await isKept(page)

  await context.setOffline(true)
  await page.reload()
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await status(page, /^No network, as of \d/).waitFor()
  await expectAccessible(page, 'a record without a network')

  await write(page, 'Note', 'They want the oven in May')
  await write(page, 'Call', 'Asked for the price list')
  await write(page, 'Visit', 'Measured the bakery')
  expect(await waiting(page).count()).toBe(3)
  await status(page, /3 entries to be sent/).click()
  const panel = page.getByRole('dialog', { name: 'Not sent yet' })
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(3)
  await panel
    .getByRole('link', { name: String(world.account.name) })
    .first()
    .waitFor()
  await expectAccessible(page, 'what is not sent')
  await page.keyboard.press('Escape')

  // From a list, in the form for new records.
  await page.goto(`/w/${company.slug}/notes`)
  await page.getByRole('link', { name: 'Opens at five in the morning' }).waitFor()
  await page.keyboard.press('c')
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Subject' }).fill('About nobody yet')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await status(page, /4 entries to be sent/).waitFor()
  await page.goto(`/w/${company.slug}/accounts/${world.account.id}`)

  // What was never opened here says so, and what can be done all the same.
  await page.goto(`/w/${company.slug}/products`)
  await page.getByText('This was not opened on this device yet.').waitFor()
  await expectAccessible(page, 'a page that was not seen')
  await page.goto(`/w/${company.slug}/accounts/${world.account.id}`)

  // What cannot wait stays in its form.
  await timeline(page).getByRole('button', { name: 'Task', exact: true }).click()
  await timeline(page).getByRole('textbox').first().fill('Order the oven')
  await page.keyboard.press('Control+Enter')
  await timeline(page).getByRole('alert').filter({ hasText: 'cannot be saved now' }).waitFor()
  expect(await timeline(page).getByRole('textbox').first().inputValue()).toBe('Order the oven')

  await page.reload()
  await waiting(page).filter({ hasText: 'Measured the bakery' }).waitFor()
  expect(await waiting(page).count()).toBe(3)
  const other = await context.newPage()
  await other.goto('/')
  await other.getByText('Ask how the old oven is doing').waitFor()
  await other.goto(`/w/${company.slug}/accounts/${world.account.id}`)
  await waiting(other).filter({ hasText: 'Measured the bakery' }).waitFor()

  await context.setOffline(false)
  for (const window of [page, other]) {
    await window.waitForFunction(() => !document.body.innerText.includes('Not sent yet'))
    await timeline(window).getByText('Measured the bakery').waitFor()
    expect(await timeline(window).getByText('They want the oven in May').count()).toBe(1)
  }
  await status(page, /to be sent|Sending/).waitFor({ state: 'detached' })
  const made = await Promise.all([
    onServer('notes', 'They want the oven in May'),
    onServer('calls', 'Asked for the price list'),
    onServer('visits', 'Measured the bakery'),
    onServer('notes', 'About nobody yet'),
  ])
  expect(made.map(({ length }) => length)).toEqual([1, 1, 1, 1])
  expect(made[1]?.[0]).toMatchObject({ account: world.account.id, doneAt: expect.any(String) })
})

test('what the server has taken although its answer was lost is there once', async () => {
  const page = await company.open(`accounts/${world.account.id}`)
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await loseAnswers(page, 1)
  await timeline(page).getByRole('button', { name: 'Note', exact: true }).click()
  await timeline(page).getByRole('textbox').last().fill('Their answer was lost')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Kept on this device').waitFor()
  await waiting(page).waitFor({ state: 'detached' })
  await timeline(page).getByText('Their answer was lost').waitFor()

  // And while the queue sends it.
  await page.context().setOffline(true)
  await write(page, 'Note', 'This answer was lost as well')
  await loseAnswers(page, 2)
  await page.context().setOffline(false)
  await waiting(page).waitFor({ state: 'detached' })
  expect(await timeline(page).getByText('This answer was lost as well').count()).toBe(1)
  expect(await onServer('notes', 'Their answer was lost')).toHaveLength(1)
  expect(await onServer('notes', 'This answer was lost as well')).toHaveLength(1)
})

test('what was written after the session ended is sent when its author is signed in again', async () => {
  const page = await company.open(`accounts/${world.account.id}`, { phone: true, scheme: 'dark', keeping: true })
  await isKept(page)
  const arrived = page.waitForResponse(/\/timeline/)
  await page.reload()
  await arrived
  await page.context().setOffline(true)
  await page.getByText('Timeline', { exact: true }).click()
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await write(page, 'Note', 'Written on the way')
  await expectAccessible(page, 'a phone without a network')
  await status(page, /1 entry to be sent/).click()
  await page.getByRole('dialog', { name: 'Not sent yet' }).getByText('Written on the way').waitFor()
  await expectAccessible(page, 'what is not sent, on a phone')
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await page.waitForURL(/\/sign-in/)
  await signIn(page, owner.email)
  await expect.poll(() => onServer('notes', 'Written on the way')).toHaveLength(1)
})

/** The server does what the next requests ask for, and the connection breaks before its answers arrive. */
async function loseAnswers(page: Page, times: number): Promise<void> {
  await page.route(
    '**/api/v1/notes',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times },
  )
}

test('Tendero can be installed, and its parts are served so that a new version is noticed', async () => {
  const page = await company.open('today', { keeping: true })
  await isKept(page)
  const devtools = await page.context().newCDPSession(page)
  const { url, errors, data } = await devtools.send('Page.getAppManifest')
  expect({ url, errors }).toEqual({ url: `${tendero.address}/manifest.webmanifest`, errors: [] })
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // The browser of a story forgets everything, which is the one thing in the way.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])

  const { icons } = JSON.parse(data ?? '{}')
  const served = await Promise.all(
    ['/sw.js', '/manifest.webmanifest', ...icons.map(({ src }: { src: string }) => src)].map(async (path) => {
      const answer = await page.request.get(path)
      return [path, answer.status(), answer.headers()['content-type']?.split(';')[0], answer.headers()['cache-control']]
    }),
  )
  expect(served).toEqual([
    ['/sw.js', 200, 'text/javascript', 'no-cache'],
    ['/manifest.webmanifest', 200, 'application/manifest+json', 'no-cache'],
    ['/favicon.svg', 200, 'image/svg+xml', 'no-cache'],
    ['/icons/icon-192.png', 200, 'image/png', 'no-cache'],
    ['/icons/icon-512.png', 200, 'image/png', 'no-cache'],
    ['/icons/maskable-512.png', 200, 'image/png', 'no-cache'],
  ])
  expect((await page.request.get('/assets/of-an-older-version.js')).status()).toBe(404)
})

test('a new version is offered, and taken when nobody is writing', async () => {
  const page = await company.open(`accounts/${world.account.id}`, { keeping: true }, front.address)
  await isKept(page)
  await timeline(page).getByRole('button', { name: 'Note', exact: true }).click()
  await timeline(page).getByRole('textbox').last().fill('Half a thought')
  front.release()
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const notice = page.getByRole('alert')
  await notice.filter({ hasText: 'A new version is there.' }).waitFor()
  await notice.getByRole('button', { name: 'Reload' }).click()
  await notice.filter({ hasText: 'Finish what you are writing' }).waitFor()
  expect(await timeline(page).getByRole('textbox').last().inputValue()).toBe('Half a thought')

  await timeline(page).getByRole('button', { name: 'Cancel' }).click()
  const loaded = page.waitForEvent('load')
  await notice.getByRole('button', { name: 'Reload' }).click()
  await loaded
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  const states = await page.evaluate(async () => {
    const { active, waiting } = await navigator.serviceWorker.ready
    return [active?.state, waiting]
  })
  expect(states).toEqual(['activated', null])
})

test('a part of the program that the server has no more makes the page load anew', async () => {
  const page = await company.open('today')
  await page.getByText('Ask how the old oven is doing').waitFor()
  let isOutdated = true
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isOutdated = false
  })
  await page.route('**/assets/settings-page-*', (route) =>
    isOutdated ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
  expect(isOutdated).toBe(false)
})

test('what was refused is mended, discarded or kept for its author alone', async () => {
  const page = await company.open(`accounts/${world.account.id}`)
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await page.context().setOffline(true)
  await write(page, 'Call', 'long '.repeat(120).trim())
  await write(page, 'Note', 'Behind a long one')
  await page.context().setOffline(false)
  await status(page, '1 entry refused').click()
  const panel = page.getByRole('dialog', { name: 'Not sent yet' })
  await panel.getByText(/^Subject: /).waitFor()
  await expectAccessible(page, 'what was refused')
  await expect.poll(() => onServer('notes', 'Behind a long one')).toHaveLength(1)

  // Discarded, and brought back by its notice.
  await panel.getByRole('button', { name: 'Discard' }).click()
  await panel.getByText('Nothing is waiting to be sent.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await panel.getByText(/^Subject: /).waitFor()

  // Mended in its form, where nothing of it is lost.
  await panel.getByRole('button', { name: 'Change' }).click()
  const form = page.getByRole('dialog', { name: /call/i })
  await form.getByRole('textbox', { name: 'Subject' }).fill('A short one')
  await form.getByRole('button', { name: 'Create' }).click()
  await status(page, /refused/).waitFor({ state: 'detached' })
  const [mended] = await onServer('calls', 'A short one')
  expect(mended).toMatchObject({ account: world.account.id, doneAt: expect.any(String) })

  // Somebody else on this device sees neither what Ana wrote nor what she saw.
  await page.context().setOffline(true)
  await write(page, 'Call', 'kept '.repeat(120).trim())
  await page.context().setOffline(false)
  await status(page, '1 entry refused').waitFor()
  const bo = await company.openAs('Bo Brown', 'today')
  await bo.close()
  await signOut(page)
  expect(await page.evaluate(() => caches.has('tendero-seen'))).toBe(false)
  await signIn(page, 'bo.brown@example.com')
  await page.goto(`/w/${company.slug}/accounts/${world.account.id}`)
  await timeline(page).getByText('Behind a long one').waitFor()
  expect(await waiting(page).count()).toBe(0)
  expect(await status(page, /refused|to be sent/).count()).toBe(0)
  const seen = await page.evaluate(async () => (await (await caches.open('tendero-seen')).keys()).map(({ url }) => url))
  expect(seen.some((url) => url.includes(world.account.id))).toBe(true)
  expect(seen.some((url) => url.includes(world.lead.id))).toBe(false)

  await signOut(page)
  await signIn(page, owner.email)
  await status(page, '1 entry refused').click()
  await page
    .getByRole('dialog', { name: 'Not sent yet' })
    .getByText(/^kept kept/)
    .waitFor()
})

async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in/)
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/w\//)
}
