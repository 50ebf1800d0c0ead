import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { words as es } from '../web/src/files/words/es.ts'
import { words as et } from '../web/src/files/words/et.ts'
import { words as esRecords } from '../web/src/records/words/es.ts'
import { words as etRecords } from '../web/src/records/words/et.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { populate, type World } from './world.ts'

const tendero = await startTendero()
let company: Company
let world: World

beforeAll(async () => {
  company = await tendero.found()
  world = await populate(company)
})

/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const text = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: pixel })

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Files', exact: true })

async function action(page: Page, name: string, wanted: string): Promise<void> {
  await panel(page)
    .getByRole('button', { name: `Actions: ${name}` })
    .click()
  await page.getByRole('menuitem', { name: wanted }).click()
}

/** Lets a file fall on the page, or pastes it there, as a browser tells of it. */
async function bring(page: Page, how: 'drop' | 'paste', name: string, type: string, content: string): Promise<void> {
  await page.evaluate(
    ({ how, name, type, content }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name, { type }))
      const place = document.querySelector('h1') ?? document.body
      const event =
        how === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      if (how === 'drop')
        place.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }))
      place.dispatchEvent(event)
    },
    { how, name, type, content },
  )
}

async function filesOf(record: AnyRecord): Promise<readonly AnyRecord[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: record.id }))
  return (await company.api<Records<AnyRecord>>('GET', `/files?filter=${filter}&sort=-createdAt`)).items
}

test('files are attached by choice, by drop and by paste, looked at, renamed and removed', async () => {
  const { account } = world
  const page = await company.open(`accounts/${account.id}`)
  await panel(page).getByText('Drop files anywhere on this page').waitFor()

  await panel(page)
    .locator('input[type=file]')
    .setInputFiles([text('minutes.txt', 'They open at five.'), picture('shop.png')])
  await page.getByText('2 files are attached').waitFor()
  await bring(page, 'drop', 'offer.pdf', 'application/pdf', Buffer.from('%PDF-1.4').toString('base64'))
  await panel(page).getByText('offer.pdf').waitFor()
  await bring(page, 'paste', 'image.png', 'image/png', pixel.toString('base64'))
  await panel(page)
    .getByText(/^Picture .*\.png$/)
    .waitFor()
  const types = async () => (await filesOf(account)).map(({ type }) => type).sort()
  await expect.poll(types).toEqual(['application/pdf', 'image/png', 'image/png', 'text/plain'])
  await expectAccessible(page, 'a record with files')

  // Looked at, one after the other.
  await page.getByRole('button', { name: 'Show shop.png' }).click()
  const dialog = page.getByRole('dialog')
  const shown = dialog.getByRole('img', { name: 'shop.png' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await expectAccessible(page, 'a picture that is looked at')
  // They went over side by side: either may have arrived first.
  const names = (await filesOf(account)).map(({ name }) => name)
  await page.keyboard.press(names.indexOf('minutes.txt') > names.indexOf('shop.png') ? 'ArrowRight' : 'ArrowLeft')
  await dialog.getByText('They open at five.').waitFor()
  await expectAccessible(page, 'a text that is looked at')
  await dialog.getByRole('button', { name: 'Close' }).click()

  // Renamed by its name alone, the ending stays.
  await action(page, 'minutes.txt', 'Rename')
  await page.keyboard.type('Monday')
  await page.keyboard.press('Enter')
  await panel(page).getByText('Monday.txt').waitFor()

  // Removed, and back again.
  await action(page, 'shop.png', 'Remove')
  await page.getByText('“shop.png” was removed').waitFor()
  await expect.poll(() => panel(page).getByText('shop.png').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await panel(page).getByText('shop.png').waitFor()

  // The timeline tells all of it.
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Files' })
  await timeline.getByText('brought back').waitFor()
  expect(await timeline.getByText('renamed').count()).toBe(1)

  // Downloaded under its name.
  const download = page.waitForEvent('download')
  await action(page, 'Monday.txt', 'Download')
  expect((await download).suggestedFilename()).toBe('Monday.txt')
  await page.close()
})

test('an upload shows how far it is, can be taken back, and says why it was refused', async () => {
  const { contact } = world
  const page = await company.open(`contacts/${contact.id}`)
  const choose = panel(page).locator('input[type=file]')
  await choose.waitFor({ state: 'attached' })

  // A line so slow that there is time to turn back.
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const line = (bytes: number) =>
    network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes,
    })
  await line(50_000)
  await choose.setInputFiles(text('slow.txt', 'x'.repeat(3_000_000)))
  await page.getByRole('progressbar', { name: '“slow.txt” is being uploaded' }).waitFor()
  await expectAccessible(page, 'an upload')
  await page.getByRole('button', { name: 'Cancel: slow.txt' }).click()
  await expect.poll(() => panel(page).getByText('slow.txt').count()).toBe(0)
  await line(-1)
  expect(await filesOf(contact)).toEqual([])

  const [workspace] = (await company.api<Records<AnyRecord>>('GET', '/workspaces')).items
  await company.api('PATCH', `/workspaces/${workspace?.id}`, { fileLimit: 1 })
  await choose.setInputFiles(text('large.txt', 'x'.repeat(1_100_000)))
  await panel(page).getByRole('alert').getByText('the most a file may have here').waitFor()
  await expectAccessible(page, 'an upload that was refused')
  await company.api('PATCH', `/workspaces/${workspace?.id}`, { fileLimit: 25 })
  await page.getByRole('button', { name: 'Try again: large.txt' }).click()
  await page.getByRole('button', { name: 'Show large.txt' }).waitFor()
  await page.close()
})

test('removed files take room until they are removed for good in the settings', async () => {
  const account = await company.api<AnyRecord>('POST', '/accounts', { name: 'Much to keep' })
  const page = await company.open(`accounts/${account.id}`)
  await panel(page)
    .locator('input[type=file]')
    .setInputFiles(text('large.txt', 'much '.repeat(400_000)))
  await panel(page).getByText('large.txt').waitFor()
  const large = async () => (await filesOf(account)).find(({ name }) => name === 'large.txt')?.id
  await expect.poll(large, { timeout: 10_000 }).toBeTruthy()
  await company.api('DELETE', `/files/${await large()}`)
  await page.goto(`/w/${company.slug}/settings/workspace`)
  const room = page.getByRole('region', { name: 'Files', exact: true })
  await room.getByText(/They take .+ of .+ MB of it are removed files/).waitFor()
  await expectAccessible(page, 'the room that files take')
  await room.getByRole('button', { name: 'Remove them for good' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove them for good' }).click()
  await page.getByText('The removed files are gone').waitFor()
  await room.getByRole('button').waitFor({ state: 'detached' })

  // Another room is told at once.
  await page.getByLabel('Room for files (MB)').fill('20000')
  await page.getByRole('button', { name: 'Save' }).click()
  await room.getByText(/of 20 GB/).waitFor()
  await page.close()
})

test('a field takes a picture in a form, on the page and in a list', async () => {
  await company.api('POST', '/custom-fields', { object: 'product', label: 'Manual', kind: 'file' })

  const page = await company.open('products')
  await page.getByRole('button', { name: 'Create' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('Bread oven')
  await form.getByRole('button', { name: 'Picture' }).waitFor()
  await form.locator('input[type=file]').first().setInputFiles(picture('oven.png'))
  await form.getByRole('img', { name: 'oven.png' }).waitFor()
  await expectAccessible(page, 'a form with a picture')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Bread oven' }).waitFor()

  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('img', { name: 'oven.png' }).waitFor()
  const more = facts.getByRole('button', { name: /empty field/ })
  if (await more.isVisible()) await more.click()
  await facts.getByRole('button', { name: 'Add… Manual' }).click()
  await facts.locator('input[type=file]').setInputFiles(text('manual.txt', 'Turn it on.'))
  await facts.getByRole('link', { name: 'manual.txt' }).waitFor()
  await expectAccessible(page, 'a record with a picture')

  await page.goto(`/w/${company.slug}/products?columns=name,picture,c_manual`)
  await page.getByRole('gridcell').getByRole('img', { name: 'oven.png' }).waitFor()
  const filter = JSON.stringify({ field: 'c_manual', op: 'contains', value: 'MANUAL' })
  await page.goto(`/w/${company.slug}/products?filter=${encodeURIComponent(filter)}`)
  await page.getByRole('link', { name: 'Bread oven' }).waitFor()
  await page.close()
})

test.each([
  ['es', es, esRecords.record.related, () => `opportunities/${world.deal.id}`],
  ['et', et, etRecords.record.related, () => `leads/${world.lead.id}`],
] as const)('on a phone, in %s, files are added and looked at', async (language, words, related, path) => {
  const page = await company.open(path(), { language, phone: true, scheme: 'dark' })
  await company.api('PATCH', '/me', { language })
  await page.reload()
  await page.getByText(related, { exact: true }).click()
  await page
    .getByRole('region', { name: words.title, exact: true })
    .locator('input[type=file]')
    .setInputFiles([text('señal.txt', 'ñandú'), picture('õun.png')])
  await page.getByText(words.attachedMany(2)).waitFor()
  await expectAccessible(page, `files on a phone in ${language}`)
  await page.getByRole('button', { name: words.open('señal.txt') }).click()
  await page.getByRole('dialog').getByText('ñandú').waitFor()
  await expectAccessible(page, `a text on a phone in ${language}`)
  await page.close()
})
