import type { CompanionName } from '@tendero/model'
import { addContactPoints } from '../customers/index.ts'
import type { Context } from '../kernel/context.ts'
import { noteSubject, readPoints } from './companions.ts'
import type { Outcome } from './tally.ts'

type Written = Extract<Outcome, { id: string }>

const kinds: Partial<Record<CompanionName, 'email' | 'phone' | 'other'>> = {
  emails: 'email',
  phones: 'phone',
  others: 'other',
}

/** Writes what rows bring beside their records. A note comes with a new record only: a file read twice says it once. */
export async function writeCompanions(
  ctx: Context,
  object: string,
  creates: readonly Written[],
  updates: readonly Written[],
): Promise<void> {
  if (object !== 'contact' && object !== 'account') return
  const points = [...creates, ...updates].flatMap(({ id, companions }) =>
    companions.flatMap(({ name, text }) => {
      const kind = kinds[name]
      return kind ? readPoints(text).map((point) => ({ ...point, parent: id, kind })) : []
    }),
  )
  await addContactPoints(ctx, object, points)
  const notes = creates.flatMap(({ id, companions }) =>
    companions.flatMap(({ name, text }) =>
      name === 'note' ? [{ [object]: id, subject: noteSubject(text), body: text }] : [],
    ),
  )
  if (notes.length > 0) await ctx.insertMany('note', notes, { checked: true, strict: false })
}
