import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type {
  MailAction,
  MailContents,
  MailItem,
  MailPage,
  MailSettings,
  MailSettingsInput,
  MailState,
  MailSuppression,
  MailTest,
  Page,
  SenderCheck,
} from '@tendero/model/api'
import { failed, notice, offering } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'
import { useSettingsWords } from '../words.ts'

const mailKey = ['mail'] as const
const onItsWayMilliseconds = 1_500
const waitingMilliseconds = 15_000

export const settingsQuery = queryOptions({
  queryKey: [...mailKey, 'settings'],
  queryFn: () => transport.request<MailSettings>('GET', '/mail/settings'),
  staleTime: 0,
})

/** The outbox from the newest; asked again now and then, and often while something is on its way. */
export function outboxQuery(state: MailState | undefined) {
  return infiniteQueryOptions({
    queryKey: [...mailKey, 'outbox', state ?? 'all'],
    queryFn: ({ pageParam }) =>
      transport.request<MailPage>('GET', '/mail/messages', { query: { state, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => pause(data?.pages.flatMap(({ items }) => items) ?? []),
  })
}

function pause(items: readonly MailItem[]): number {
  return items.some(isOnItsWay) ? onItsWayMilliseconds : waitingMilliseconds
}

/** Being sent, or next in line. */
function isOnItsWay({ state, nextAttemptAt }: MailItem): boolean {
  return (
    state === 'sending' || (state === 'queued' && nextAttemptAt !== null && Date.parse(nextAttemptAt) <= Date.now())
  )
}

export function contentsQuery({ id, state, attemptedAt }: MailItem) {
  return queryOptions({
    queryKey: [...mailKey, 'contents', id, state, attemptedAt],
    queryFn: () => transport.request<MailContents>('GET', `/mail/messages/${id}`),
    staleTime: 0,
  })
}

export const suppressionsQuery = infiniteQueryOptions({
  queryKey: [...mailKey, 'suppressions'],
  queryFn: ({ pageParam }) =>
    transport.request<Page<MailSuppression & { readonly id: string }>>('GET', '/mail/suppressions', {
      query: { cursor: pageParam },
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
  staleTime: 0,
})

export const checkQuery = queryOptions({
  queryKey: [...mailKey, 'check'],
  queryFn: () => transport.request<SenderCheck>('GET', '/mail/sender-check'),
  staleTime: 0,
})

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: mailKey })
}

export function useSaveSettings() {
  const { undo } = useWords()
  return useMutation({
    mutationFn: (settings: MailSettingsInput) =>
      transport.request<MailSettings>('PUT', '/mail/settings', { body: settings }),
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery.queryKey, settings)
      await refresh()
      notice(undo.saved)
    },
  })
}

export function useTestMail() {
  return useMutation({
    mutationFn: (to: string) => transport.request<MailTest>('POST', '/mail/test', { body: { to } }),
    onSuccess: refresh,
  })
}

export function useDkim() {
  return useMutation({
    mutationFn: (change: 'make' | 'remove') =>
      change === 'make'
        ? transport.request<MailSettings>('POST', '/mail/dkim', { body: {} })
        : transport.request<MailSettings>('DELETE', '/mail/dkim'),
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery.queryKey, settings)
      await refresh()
    },
  })
}

interface Acted {
  readonly action: MailAction
  readonly ids: readonly string[]
}

/** Does something with mails of the outbox, and says with how many. */
export function useMailAction() {
  const { done } = useSettingsWords().mail
  return useMutation({
    mutationFn: ({ action, ids }: Acted) =>
      transport.request<{ readonly ids: readonly string[] }>('POST', `/mail/messages/${action}`, { body: { ids } }),
    onSuccess: async ({ ids }, { action }) => {
      await refresh()
      notice(done[action](ids.length))
    },
    onError: (error) => failed(error),
  })
}

/** Blocks an address, or releases it, which can be undone. */
export function useSuppression() {
  const { verbs } = useWords()
  const own = useSettingsWords().mail.suppression
  const change = useMutation({
    mutationFn: ({ address, blocked }: { readonly address: string; readonly blocked: boolean }) =>
      blocked
        ? transport.request<null>('POST', '/mail/suppressions', { body: { address } })
        : transport.request<null>('DELETE', '/mail/suppressions', { query: { address } }),
    onSuccess: async (_, { address, blocked }) => {
      await refresh()
      if (blocked) notice(own.blocked(address))
      else offering(own.released(address), verbs.undo, () => change.mutate({ address, blocked: true }))
    },
  })
  return change
}
