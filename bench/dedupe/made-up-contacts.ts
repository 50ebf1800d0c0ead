import type pg from 'pg'
import { v7 } from 'uuid'
import { pseudoRandom } from '../../server/src/duplicates/matching/pseudo-random.ts'

/** One in so many is there a second time, with a slip in it. */
const twinEach = 20
const syllables = 'ba ra mi lo ne ti sa ko ru la ve do ma si te ga ni po ku le'.split(' ')

/**
 * Contacts that nobody is: names as unevenly spread as real ones, most with a phone and an address of their own.
 * @returns the ids of each record and its twin
 */
export async function makeContacts(
  client: pg.Client,
  { workspaceId, userId, count }: { readonly workspaceId: string; readonly userId: string; readonly count: number },
): Promise<readonly (readonly [string, string])[]> {
  const random = pseudoRandom()
  const below = (n: number) => Math.floor(random() * n)
  const named = (n: number, letters: number) =>
    Array.from({ length: letters }, (_, i) => syllables[Math.floor(n / 20 ** i) % 20]).join('')
  const uneven = (n: number) => Math.floor(n * random() ** 2.5)
  const person = () => ({
    id: v7(),
    first: named(uneven(900), 3),
    last: `${named(uneven(12_000), 4)} ${named(uneven(12_000), 4)}`,
    email:
      random() < 0.6
        ? `${named(below(160_000), 4)}${below(1_000)}@${below(5) ? 'gmail.com' : `${named(below(8_000), 3)}.com`}`
        : null,
    phone: random() < 0.7 ? `+346${String(below(100_000_000)).padStart(8, '0')}` : null,
    birthday:
      random() < 0.3
        ? `19${40 + below(60)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`
        : null,
    street: random() < 0.5 ? `Calle ${named(below(8_000), 3)} ${1 + below(120)}` : null,
    postcode: String(10_000 + below(40_000)),
  })
  type Person = ReturnType<typeof person>
  const slipped = (one: Person): Person => ({
    ...one,
    id: v7(),
    last: one.last.replace(/.(?=.$)/, 'x'),
    email: below(2) ? one.email : null,
    phone: below(3) ? one.phone : null,
    birthday: below(3) ? one.birthday : null,
  })
  const twins: (readonly [string, string])[] = []
  for (let at = 0; at < count; ) {
    const rows: Person[] = []
    while (rows.length < 5_000 && at + rows.length < count) {
      const one = person()
      rows.push(one)
      if (below(twinEach) > 0) continue
      const twin = slipped(one)
      rows.push(twin)
      twins.push([one.id, twin.id])
    }
    at += rows.length
    await insertPeople(client, { workspaceId, userId }, rows)
  }
  await client.query('vacuum analyze tendero.contact')
  await client.query('vacuum analyze tendero.search_document')
  return twins
}

interface Row {
  readonly id: string
  readonly first: string
  readonly last: string
  readonly email: string | null
  readonly phone: string | null
  readonly birthday: string | null
  readonly street: string | null
  readonly postcode: string
}

async function insertPeople(
  client: pg.Client,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
  rows: readonly Row[],
): Promise<void> {
  await client.query(
    `insert into tendero.contact (workspace_id, id, version, created_at, created_by_id, updated_at, updated_by_id, operation_id,
       owner_id, name, first_name, last_name, email, phone, phone_raw, phone_valid, birthday, address, custom)
     select $1, r.id, 1, now(), $2, now(), $2, r.id, $2, initcap(r.first || ' ' || r.last), initcap(r.first), initcap(r.last), r.email,
       r.phone, r.phone, r.phone is not null, r.birthday,
       case when r.street is not null then jsonb_build_object('street', r.street, 'postcode', r.postcode) end, '{}'
     from jsonb_to_recordset($3::jsonb) as r(id uuid, first text, last text, email text, phone text, birthday date, street text, postcode text)`,
    [workspaceId, userId, JSON.stringify(rows)],
  )
  await client.query(
    `insert into tendero.search_document (workspace_id, object, record_id, title, tsv, trgm)
     select $1, 'contact', r.id, r.first, ''::tsvector, r.first || ' ' || r.last
     from jsonb_to_recordset($2::jsonb) as r(id uuid, first text, last text)`,
    [workspaceId, JSON.stringify(rows)],
  )
}
