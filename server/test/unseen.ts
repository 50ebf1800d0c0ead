import type { AnyRecord, ImportRun } from '@tendero/model'
import { expect } from 'vitest'
import { newId } from '../src/kernel/identity.ts'
import { browserOf } from './http.ts'
import { paragraph, words } from './social.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld } from './world.ts'

/** The word that is in everything somebody must not see; it is sent by nobody who asks. */
export const marker = 'Zarzamora'

/** What an address or body may name, by the kind of thing. */
export type Ids = Readonly<Record<string, string>>

/** The small company with a thing of every kind in Bo's hands, or an administrator's, each with the marker in it. */
export async function openUnseen() {
  const world = await openWorld({ dataDir: suiteFolder(), privateWebhooks: true })
  const ines = await browserOf(world, 'ines')
  const bo = await browserOf(world, 'bo')
  await world.add('ines', 'custom_object', { label: 'Machine', plural: 'Machines' })
  const records = await recordsOf(world)
  const ids: Ids = { ...records, ...(await settingsOf(world, ines)), ...(await workOf(ines, bo, records)) }
  return { world, ines, bo, ids, records }
}

type World = Awaited<ReturnType<typeof openWorld>>
type Browser = Awaited<ReturnType<typeof browserOf>>

/** One of each object with records, by its object. */
async function recordsOf(world: World): Promise<Ids> {
  const { model } = await world.as('ines')
  const first = [...(model.catalogue.get('stage')?.values() ?? [])].find((row) => row.position === 0)
  const place = { owner: world.ids.bo, team: world.ids.northWest }
  const add = (object: string, values: Readonly<Record<string, unknown>>) => world.add('ines', object as never, values)
  const account = await add('account', { name: marker, sector: marker, ...place })
  const contact = await add('contact', { firstName: marker, account, ...place })
  const opportunity = await add('opportunity', {
    name: marker,
    account,
    description: marker,
    pipeline: first?.pipeline_id,
    stage: first?.id,
    ...place,
  })
  const about = { subject: marker, body: marker, account, ...place }
  const on = { object: 'opportunity', record: opportunity }
  return {
    account,
    contact,
    opportunity,
    lead: await add('lead', { firstName: marker, lastName: marker, company: marker, ...place }),
    contact_point: await add('contact_point', { account, kind: 'email', value: `${marker}@example.com` }),
    affiliation: await add('affiliation', { contact, account, role: marker }),
    opportunity_line: await add('opportunity_line', { opportunity, description: marker, unitPrice: '1' }),
    opportunity_contact: await add('opportunity_contact', { opportunity, contact, role: null }),
    activity: await add('activity', { kind: 'task', ...about }),
    task: await add('task', about),
    call: await add('call', about),
    visit: await add('visit', about),
    meeting: await add('meeting', about),
    note: await add('note', about),
    comment: await add('comment', { ...on, body: paragraph(words(marker)) }),
    c_machine: await add('c_machine', { name: marker, ...place }),
    view: await add('view', { name: marker, object: 'lead', definition: {}, ...place }),
    report: await add('report', { name: marker, definition: { object: 'lead', kind: 'table' }, ...place }),
    quota: await add('quota', { startsOn: '2026-01-01', amount: { minor: 1, currency: 'EUR' }, ...place }),
    dashboard: await add('dashboard', { name: marker, layout: { tiles: [] }, ...place }),
  }
}

/** What administrators keep. */
async function settingsOf(world: World, ines: Browser): Promise<Ids> {
  const role = await world.roleId('Representative')
  const made = async (path: string, body: object) => {
    const answer = await ines.json<AnyRecord>('POST', path, body)
    return answer.id ?? expect.fail(`${path} ${JSON.stringify(answer)}`)
  }
  const webhook = await made('/webhooks', { name: marker, url: `https://example.com/${marker}`, role })
  await ines.json('POST', '/invitations', { name: marker, email: `${marker}@example.com`, role })
  const items = async (path: string) =>
    (await ines.json<{ items: readonly AnyRecord[] }>('GET', path)).items[0]?.id ?? expect.fail(path)
  const provider = {
    name: marker,
    issuer: 'https://login.example.com',
    clientId: marker,
    clientSecret: marker,
    domains: ['example.com'],
    enforced: false,
    active: false,
  }
  const invitation = await items('/invitations')
  await ines.json('POST', `/invitations/${invitation}/mail`, {})
  return {
    webhook,
    delivery: await made(`/webhooks/${webhook}/test`, {}),
    apiKey: await made('/api-keys', { name: marker, role }),
    invitation,
    mail: await items('/mail/messages'),
    provider: await made('/single-sign-on/providers', provider),
    user: world.ids.bo,
    role,
  }
}

/** What is under way, and what was done. */
async function workOf(ines: Browser, bo: Browser, { opportunity = '', account = '' }: Ids): Promise<Ids> {
  const upload = await bo.send('POST', `/opportunities/${opportunity}/files?name=${marker}.txt`, marker)
  const changed = await ines.request('PATCH', `/accounts/${account}`, { sector: `${marker} too` })
  const run = await ines.send('POST', `/imports?object=account&name=${marker}.csv`, `Name\n${marker}\n`)
  const edit = { object: 'account', target: { ids: [account] }, changes: [{ field: 'sector', value: marker }] }
  const massEdit = await ines.json<AnyRecord>('POST', '/mass-edits', edit)
  return {
    file: ((await upload.json()) as AnyRecord).id,
    operation: changed.headers.get('tendero-operation') ?? expect.fail('no operation'),
    import: ((await run.json()) as ImportRun).id,
    massEdit: massEdit.id,
  }
}

/** The text of an answer; of a stream of events what comes first. */
export async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return new TextDecoder().decode(first?.value)
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const moment = /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g

/** An answer without what differs from request to request: ids, that of what was asked for among them, and moments. */
export const plainAnswer = (status: number, text: string) =>
  `${status} ${text.replace(id, 'ID').replace(moment, 'MOMENT')}`

/** Nobody's. */
export const absent = newId()
