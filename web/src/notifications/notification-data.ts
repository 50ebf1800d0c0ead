import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import {
  type NotificationPage,
  type NotificationSettings,
  notificationObject,
  type UnreadNotifications,
} from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { keys, queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'

/** Everything about somebody's notifications: the stream of changes tells of them as of a record. */
function keyOf(userId: string) {
  return keys.record(notificationObject, userId)
}

export function unreadQuery(userId: string) {
  return queryOptions({
    queryKey: [...keyOf(userId), 'unread'],
    queryFn: () => transport.request<UnreadNotifications>('GET', '/notifications/unread'),
  })
}

const beginning: string | undefined = undefined

/** Notifications page after page, the newest first; only those that are unread, or all. */
export function notificationsQuery(userId: string, unread: boolean) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(userId), 'list', unread],
    queryFn: ({ pageParam }) =>
      transport.request<NotificationPage>('GET', '/notifications', {
        query: { unread: unread ? 'true' : undefined, cursor: pageParam },
      }),
    initialPageParam: beginning,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function settingsQuery(userId: string) {
  return queryOptions({
    queryKey: [...keyOf(userId), 'settings'],
    queryFn: () => transport.request<NotificationSettings>('GET', '/notifications/settings'),
  })
}

/** Which are marked as read or unread: those named, or all until an instant. */
export interface Marking {
  readonly ids?: readonly string[]
  readonly until?: string
  readonly read: boolean
}

export function useMark(userId: string) {
  return useMutation({
    mutationFn: (body: Marking) => transport.request<void>('PATCH', '/notifications', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(userId) }),
    onError: (error) => failed(error),
  })
}

export function useChangeSettings(userId: string) {
  const { queryKey } = settingsQuery(userId)
  return useMutation({
    mutationFn: (body: NotificationSettings) =>
      transport.request<NotificationSettings>('PUT', '/notifications/settings', { body }),
    onMutate: (wanted) => queryClient.setQueryData(queryKey, wanted),
    onError: async (error) => {
      failed(error)
      await queryClient.invalidateQueries({ queryKey })
    },
  })
}
