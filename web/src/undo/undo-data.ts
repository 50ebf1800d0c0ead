import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { UndoChoices, UndoConflict, UndoPreview } from '@tendero/model/api'
import { transport } from '../kernel/transport.ts'

export type Choice = 'keep' | 'undo'

/** What taking back an operation touches, page by page. */
export function useUndoPreview(operationId: string) {
  return useInfiniteQuery<UndoPreview, Error, InfiniteData<UndoPreview>, readonly string[], string | undefined>({
    queryKey: ['undo', operationId],
    queryFn: ({ pageParam }) =>
      transport.request<UndoPreview>('GET', `/operations/${operationId}/reversal`, { query: { cursor: pageParam } }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
    gcTime: 0,
  })
}

export const keyOf = ({ object, record, field }: UndoConflict) => `${object} ${record} ${field ?? ''}`

/** May it be decided about at all? */
export const isOpen = ({ kind, hidden }: UndoConflict) => kind !== 'gone' && hidden !== true

/** What is sent: a choice for each conflict that was shown, and one for all that were not. */
export function choicesOf(
  conflicts: readonly UndoConflict[],
  chosen: ReadonlyMap<string, Choice>,
  rest: Choice | undefined,
  digest: string,
): UndoChoices {
  const answers = conflicts.flatMap((one) => {
    const { object, record, field, version } = one
    const choice = isOpen(one) ? chosen.get(keyOf(one)) : 'keep'
    return choice ? [{ object, record, field, version, choice }] : []
  })
  return { answers: answers.slice(0, mostAnswers), ...(rest ? { rest, digest } : {}) }
}

/** So many are taken one by one. */
export const mostAnswers = 1_000
