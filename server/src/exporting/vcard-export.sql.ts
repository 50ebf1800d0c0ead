import { type AnyRecord, and, sql } from '@tendero/model'
import { type VcardVersion, writeCard } from '../formats/vcard/write-card.ts'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { readingFor, visible } from '../kernel/read-records.ts'
import { type CardPoint, cardPerson } from './card-person.ts'
import type { ExportFormat, Exporting } from './export-format.ts'

/** Records whose contact points are asked for at once. */
const cardsAtOnce = 200

/** What a card tells; a card is of a contact or an account. */
const cardFields = [
  'name',
  'kind',
  'firstName',
  'lastName',
  'account',
  'jobTitle',
  'email',
  'phone',
  'website',
  'birthday',
  'address',
  'externalId',
  'tags',
]

/** Contact cards, for address books. */
export function vcardExport(version: VcardVersion): ExportFormat {
  return {
    contentType: 'text/vcard; charset=utf-8',
    extension: 'vcf',
    fits: ({ name }) => name === 'contact' || name === 'account',
    fields: ({ fields }) => cardFields.filter((name) => fields.has(name)),
    async *write(exporting, records) {
      const { caller, object } = exporting
      for await (const batch of batches(records)) {
        const points = await pointsOf(exporting, batch)
        const cards = batch.map((record) =>
          writeCard(cardPerson(object.name, record, points.get(record.id) ?? [], caller.actor.language), version),
        )
        yield cards.join('')
      }
    },
  }
}

async function* batches(records: AsyncIterable<AnyRecord>): AsyncGenerator<readonly AnyRecord[]> {
  let batch: AnyRecord[] = []
  for await (const record of records) {
    batch.push(record)
    if (batch.length < cardsAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The contact points that the reader may see, by record, the primary ones first. */
async function pointsOf(
  { kernel, caller, object }: Exporting,
  records: readonly AnyRecord[],
): Promise<ReadonlyMap<string, readonly CardPoint[]>> {
  const { actor, model } = caller
  const points = model.objects.get('contact_point')
  if (!points || scopeOf(actor, points.name, 'read') === 'none' || !mayUseField(actor, points.name, 'value', 'read'))
    return new Map()
  const labels = mayUseField(actor, points.name, 'label', 'read')
  const parent = object.name === 'account' ? sql`p.account_id` : sql`p.contact_id`
  const ids = records.map((record) => record.id)
  const rows = await kernel.database.read(actor.workspaceId, (tx) =>
    tx.rows<CardPoint & { parent: string }>(sql`
      select p.kind, p.value, p.normalized, ${labels ? sql`p.label` : sql`null`} as label, ${parent} as parent
      from app.contact_point p
      where ${and([visible(readingFor(kernel, caller, tx), points, 'p'), sql`${parent} = any(${ids}::uuid[])`])}
      order by p."primary" desc, p.created_at, p.id`),
  )
  return new Map(records.map(({ id }) => [id, rows.filter((row) => row.parent === id)]))
}
