import type { AnyRecord, ImportRun, MassEditRun } from '@tendero/model'
import type { Event } from '../src/kernel/events.ts'
import { random } from '../src/platform/random.ts'
import { type Browser, browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

/** What one step of a walk did: its operations, oldest first, and how it reads. */
export interface Step {
  readonly told: string
  readonly operations: readonly string[]
}

export interface Undone {
  readonly status: number
  readonly told: string
  readonly operations: readonly string[]
}

/** Every row that people's work is made of, but for what tells when and by whom it was written, by its table. */
export type Rows = Readonly<Record<string, readonly string[]>>

/** Somebody's random day at work: everything that can be taken back, on few records, so that they get in each other's way. */
export interface Walk {
  readonly world: World
  readonly ines: Browser
  readonly ana: Browser
  /** Does something; what is refused or changes nothing is no step. */
  step(): Promise<Step>
  /** Something that was done and not taken back, of this walk. */
  standing(): Promise<string>
  undo(operation: string, choices?: object): Promise<Undone>
  rows(): Promise<Rows>
}

/** Tables that tell of work instead of being it, what jobs work out of records by and by, and whom a record concerns: no operation says it. */
const apart = new Set(
  `history history_default operation outbox idempotency audit_entry audit_seal notification mail webhook_state webhook_delivery
  mass_edit mass_edit_record import record_as_of as_of_fill match_count match_common_key data_health data_health_run
  data_health_week search_document duplicate_pair duplicate_scan visit follower number_series change_plan`.split(/\s+/),
)
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const passing = ['updated_at', 'updated_by_id', 'version', 'operation_id', 'deleted_by_id', 'metadata_version']

export async function openWalk(seed: number): Promise<Walk> {
  let now = Date.parse('2026-03-02T09:00:00Z')
  const world = await openWorld({ now: () => new Date(now), dataDir: suiteFolder() })
  const { next, pick, chance, between } = random(seed)
  const [ines, ana] = [await browserOf(world, 'ines'), await browserOf(world, 'ana')]
  const { direct } = world.kernel.database
  const tables = await tablesOf(world)

  const ids = async (table: string, where = 'deleted_at is null') => {
    const { rows } = await direct.query<{ id: string }>(
      `select id from tendero."${table}" where workspace_id = $1 and ${where} order by id`,
      [world.workspaceId],
    )
    return rows.map(({ id }) => id)
  }
  const some = async (table: string, where?: string) => {
    const found = await ids(table, where)
    return found.length > 0 ? pick(found) : 'none'
  }
  const sure = async (who: Browser, path: string, body: unknown) =>
    (await who.request('POST', path, body)).json() as Promise<AnyRecord>

  /** Does what the worker would. */
  const work = async (topics: string) => {
    const { rows } = await direct.query<Event & { workspace_id: string }>(
      `delete from tendero.outbox where topic like $1 and workspace_id = $2 returning id, workspace_id, topic, payload`,
      [topics, world.workspaceId],
    )
    for (const { workspace_id, ...event } of rows)
      for (const subscriber of world.kernel.subscribers)
        if (subscriber.topics.includes(event.topic))
          await subscriber.run(world.kernel, { ...event, workspaceId: workspace_id })
  }

  const money = () => ({ minor: between(0, 200_000), currency: 'EUR' })
  const account = async () => ({
    name: `${pick(['Sol', 'Luna', 'Mar'])} ${between(1, 99)}`,
    ...(chance(0.5) ? { sector: pick(['retail', 'technology', null]) } : {}),
    ...(chance(0.4) ? { tags: pick([['gold'], ['gold', 'south'], []]) } : {}),
    ...(chance(0.4) ? { phone: pick(['+34 911 222 333', '+372 5123 4567', null]) } : {}),
    ...(chance(0.3) ? { email: pick(['a@example.com', 'b@example.com', null]) } : {}),
    ...(chance(0.3) ? { owner: pick([world.ids.ana, world.ids.ines]) } : {}),
    ...(chance(0.2) ? { parent: pick([await some('account'), null]) } : {}),
  })
  const contact = async () => ({
    firstName: pick(['Eva', 'Luis', 'Mia']),
    lastName: pick(['Roca', 'Soler', 'Tamm']),
    ...(chance(0.5) ? { account: pick([await some('account'), null]) } : {}),
    ...(chance(0.5) ? { email: pick(['eva@example.com', 'mia@example.com', null]) } : {}),
    ...(chance(0.4) ? { phone: pick(['+34 600 111 222', null]) } : {}),
    ...(chance(0.3) ? { jobTitle: pick(['Buyer', null]) } : {}),
  })
  const deal = async () => ({
    name: `Deal ${between(1, 99)}`,
    account: await some('account'),
    ...(chance(0.6) ? { amount: money() } : {}),
    ...(chance(0.6) ? { closeOn: pick(['2026-03-20', '2026-04-11']) } : {}),
  })
  const lead = async () => ({
    lastName: pick(['Kask', 'Pérez']),
    company: pick(['Sol 7', 'New Ltd']),
    ...(chance(0.5) ? { email: pick(['eva@example.com', 'lead@example.com']) } : {}),
    ...(chance(0.5) ? { interest: 'Saws' } : {}),
  })
  const task = async () => ({
    subject: pick(['Call', 'Visit']),
    ...(chance(0.5) ? { contact: await some('contact') } : {}),
    ...(chance(0.5) ? { account: await some('account') } : {}),
    ...(chance(0.5) ? { opportunity: await some('opportunity') } : {}),
  })
  const line = async () => ({ name: 'Saw', quantity: String(between(1, 9)), unitPrice: money() })
  const point = async () => ({
    kind: 'email',
    value: pick(['x@example.com', 'y@example.com', 'eva@example.com']),
    ...(chance(0.4) ? { primary: true } : {}),
    ...(chance(0.2) ? { optedOut: true } : {}),
  })
  const kinds = { account, contact, opportunity: deal, lead, task } as const
  const paths = {
    account: 'accounts',
    contact: 'contacts',
    opportunity: 'opportunities',
    lead: 'leads',
    task: 'tasks',
  } as const
  type Kind = keyof typeof kinds
  const tableOf = (kind: Kind) => (kind === 'task' ? 'activity' : kind)
  const kind = () => pick<Kind>(['account', 'contact', 'contact', 'opportunity', 'opportunity', 'lead', 'task'])
  const one = async (which: Kind) => `/${paths[which]}/${await some(tableOf(which))}`

  const deeds: Readonly<Record<string, (who: Browser) => Promise<Response | undefined>>> = {
    create: async (who) => {
      const which = kind()
      return who.request('POST', `/${paths[which]}`, await kinds[which]())
    },
    update: async (who) => {
      const which = kind()
      return who.request('PATCH', await one(which), await kinds[which]())
    },
    delete: async (who) => who.request('DELETE', await one(kind())),
    restore: async (who) => {
      const which = kind()
      const id = await some(tableOf(which), 'deleted_at is not null')
      return who.request('POST', `/${paths[which]}/${id}/restoration`, {})
    },
    bulk: async (who) => {
      const which = pick<Kind>(['account', 'contact', 'opportunity'])
      return who.request('POST', `/${paths[which]}/bulk`, {
        create: [await kinds[which](), await kinds[which]()],
        update: [{ id: await some(which), ...(await kinds[which]()) }],
        delete: chance(0.5) ? [await some(which)] : [],
      })
    },
    massEdit: async (who) => {
      const run = (await sure(who, '/mass-edits', {
        object: 'account',
        target: { filter: { field: 'name', op: 'contains', value: pick(['Sol', 'a']) } },
        changes: [
          { field: 'sector', value: pick(['retail', 'mills', null]) },
          { field: 'tags', value: pick([['gold'], ['north']]) },
        ],
      })) as unknown as MassEditRun
      await work('mass_edit.%')
      const answer = await who.request('POST', `/mass-edits/${run.id}/run`, {})
      await work('mass_edit.%')
      return answer
    },
    move: async (who) => {
      const stage = await world.stageId(pick(['Qualification', 'Proposal', 'Negotiation', 'Won', 'Lost']))
      const lossReason = await some('loss_reason')
      return who.request('PATCH', await one('opportunity'), { stage, ...(chance(0.5) ? { lossReason } : {}) })
    },
    convert: async (who) => {
      const into = () => pick(['new', 'none'])
      return who.request(
        'POST',
        `/leads/${await some('lead', `deleted_at is null and status <> 'converted'`)}/conversion`,
        {
          account: chance(0.3) ? await some('account') : 'new',
          contact: chance(0.3) ? await some('contact') : 'new',
          opportunity: into(),
        },
      )
    },
    merge: async (who) => {
      const object = pick(['account', 'contact', 'lead'])
      const all = (await ids(object)).sort(() => next() - 0.5).slice(0, between(2, 3))
      return who.request('POST', '/merges', { object, master: all[0] ?? 'none', records: all })
    },
    moveContact: async (who) =>
      who.request('POST', `/contacts/${await some('contact')}/move`, {
        account: pick([await some('account'), null]),
        from: new Date(now).toISOString().slice(0, 10),
      }),
    addPart: async (who) => {
      if (chance(0.4))
        return who.request('POST', '/opportunity-lines', { opportunity: await some('opportunity'), ...(await line()) })
      if (chance(0.5))
        return who.request('POST', '/contact-points', { contact: await some('contact'), ...(await point()) })
      return who.request('POST', '/opportunity-contacts', {
        opportunity: await some('opportunity'),
        contact: await some('contact'),
        primary: chance(0.5),
      })
    },
    changePart: async (who) => {
      if (chance(0.5)) return who.request('PATCH', `/opportunity-lines/${await some('opportunity_line')}`, await line())
      const { kind: _, ...values } = await point()
      return who.request('PATCH', `/contact-points/${await some('contact_point')}`, values)
    },
    removePart: async (who) => {
      const [path, table] = pick([
        ['opportunity-lines', 'opportunity_line'],
        ['contact-points', 'contact_point'],
        ['opportunity-contacts', 'opportunity_contact'],
        ['affiliations', 'affiliation'],
      ] as const)
      return who.request('DELETE', `/${path}/${await some(table)}`)
    },
    complete: async (who) =>
      who.request(pick(['POST', 'DELETE']), `/activities/${await some('activity')}/completion`, undefined),
    comment: async (who) =>
      who.request('POST', '/comments', { object: 'account', record: await some('account'), body: 'Seen' }),
    share: async (who) =>
      who.request('POST', '/shares', {
        object: 'account',
        record: await some('account'),
        user: world.ids.bo,
        access: pick(['read', 'edit']),
      }),
    attach: async (who) => who.send('POST', `/accounts/${await some('account')}/files?name=a.txt`, 'text'),
    import: async (who) => {
      const rows = [1, 2, 3].map(
        () => `${pick(['Eva', 'Mia'])},${pick(['Roca', 'Tamm'])},${pick(['eva@example.com', ''])}`,
      )
      const sent = await who.send(
        'POST',
        '/imports?object=contact&name=people.csv',
        ['First name,Last name,E-mail', ...rows].join('\n'),
      )
      const run = (await sent.json()) as ImportRun
      await who.request('POST', `/imports/${run.id}/rehearsal`, {})
      await work('import.%')
      const answer = await who.request('POST', `/imports/${run.id}/run`, {})
      await work('import.%')
      return answer
    },
  }
  const often = ['create', 'update', 'update', 'move', 'move', 'convert', 'merge', ...Object.keys(deeds)]

  const operationsSince = async (before: ReadonlySet<string>) => (await operations()).filter((id) => !before.has(id))
  const operations = async () => {
    const { rows } = await direct.query<{ id: string }>(
      'select id from tendero.operation where workspace_id = $1 order by id',
      [world.workspaceId],
    )
    return rows.map(({ id }) => id)
  }

  const given = new Set(await operations())
  for (const which of ['account', 'account', 'contact', 'contact', 'lead', 'opportunity', 'opportunity'] as const)
    await sure(ines, `/${paths[which]}`, await kinds[which]())

  const undo: Walk['undo'] = async (operation, choices = {}) => {
    now += 1_000
    const before = new Set(await operations())
    const { rows } = await direct.query<{ actor_id: string }>('select actor_id from tendero.operation where id = $1', [
      operation,
    ])
    const who = rows[0]?.actor_id === world.ids.ana ? ana : ines
    const answer = await who.request('POST', `/operations/${operation}/reversal`, choices)
    if (answer.status >= 500) throw new Error(`undo: ${answer.status} ${await answer.text()}`)
    return { status: answer.status, told: await answer.text(), operations: await operationsSince(before) }
  }

  return {
    world,
    ines,
    ana,
    undo,
    async step() {
      for (;;) {
        now += between(1, 3_600) * 1_000
        const name = pick(often)
        const before = new Set(await operations())
        const answer = await deeds[name]?.(chance(0.3) ? ana : ines)
        if (answer && answer.status >= 500) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
        const made = await operationsSince(before)
        if (made.length > 0) return { told: `${name} ${answer?.status}`, operations: made }
      }
    },
    async standing() {
      const { rows } = await direct.query<{ id: string }>(
        'select id from tendero.operation where workspace_id = $1 and reverted_at is null order by id',
        [world.workspaceId],
      )
      return pick(rows.filter(({ id }) => !given.has(id))).id
    },
    async rows() {
      const all: Record<string, readonly string[]> = {}
      for (const { table, deletable } of tables) {
        const { rows } = await direct.query<{ row: string }>(
          `select (to_jsonb(t) - $2::text[])::text as row from tendero."${table}" t
           where workspace_id = $1 ${deletable ? 'and deleted_at is null' : ''} order by 1`,
          [world.workspaceId, passing],
        )
        all[table] = rows.map(({ row }) => row)
      }
      const gone = new Set<string>()
      for (const { table, deletable } of tables)
        if (deletable) for (const id of await ids(table, 'deleted_at is not null')) gone.add(id)
      // What follows records, as who follows them, waits with those in the trash.
      for (const { table, deletable } of tables)
        if (!deletable)
          all[table] = (all[table] ?? []).filter((row) => !(row.match(uuid) ?? []).some((id) => gone.has(id)))
      return all
    },
  }
}

async function tablesOf({ kernel }: World): Promise<readonly { table: string; deletable: boolean }[]> {
  const { rows } = await kernel.database.direct.query<{ table: string; deletable: boolean }>(`
    select c.table_name as table, bool_or(c.column_name = 'deleted_at') as deletable
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'tendero' and t.table_type = 'BASE TABLE'
    group by 1 having bool_or(c.column_name = 'workspace_id') order by 1`)
  return rows.filter(({ table }) => !apart.has(table) && !table.startsWith('history'))
}
