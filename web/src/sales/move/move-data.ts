import { queryOptions } from '@tanstack/react-query'
import type { ContactMove, ContactMoved, MoveChoice, MovedWork, MoveQuestions, OpenWork } from '@tendero/model/api'
import { refreshAll } from '../../design/notices.tsx'
import { transport } from '../../kernel/transport.ts'

/** What is open with a person, and how they are reached. */
export function questionsQuery(contact: string) {
  return queryOptions({
    queryKey: ['related', 'contact', contact, 'move'],
    queryFn: () => transport.request<MoveQuestions>('GET', `/contacts/${contact}/move`),
    staleTime: 0,
  })
}

export async function move(contact: string, wish: ContactMove, key: string): Promise<ContactMoved> {
  const result = await transport.request<ContactMoved>('POST', `/contacts/${contact}/move`, {
    body: wish,
    headers: { 'idempotency-key': key },
  })
  await refreshAll()
  return result
}

export type Decisions = Readonly<Record<string, MovedWork>>

/** What belongs to the old company stays there; the rest is left as it is. */
export function proposed(works: readonly OpenWork[], formerly: string | undefined): Decisions {
  return Object.fromEntries(
    works.map(({ id, account, may }) => {
      const stays = account !== null && account.id === formerly && may.includes('stay')
      return [id, { id, becomes: stays ? 'stay' : 'leave' } satisfies MovedWork]
    }),
  )
}

/** The same for all that may become it. */
export function decideAll(works: readonly OpenWork[], known: Decisions, becomes: MoveChoice): Decisions {
  return Object.fromEntries(
    works.map(({ id, may }) => [id, may.includes(becomes) ? { id, becomes } : (known[id] ?? { id, becomes: 'leave' })]),
  )
}

/** As they are sent: where there is no company to go to, nothing goes. */
export function decided(decisions: Decisions, mayGo: boolean): readonly MovedWork[] {
  return Object.values(decisions).map((one) =>
    one.becomes === 'go' && !mayGo ? { id: one.id, becomes: 'leave' } : one,
  )
}
