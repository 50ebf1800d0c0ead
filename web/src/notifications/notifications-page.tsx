import { Button, Container, Group, Loader, SegmentedControl, Stack, Title } from '@mantine/core'
import { IconBellCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import { notificationsQuery, useMark } from './notification-data.ts'
import { NotificationLine } from './notification-line.tsx'
import classes from './notifications.module.css'
import { SettingsMenu } from './settings-menu.tsx'
import { useNotificationWords } from './words.ts'

/** What somebody is told, the newest first. */
export function NotificationsPage() {
  const title = useWords().places.notifications
  const [unread, setUnread] = useState(false)
  usePageTitle(title)
  return (
    <Container size={760} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between">
          <Title order={1}>{title}</Title>
          <SettingsMenu />
        </Group>
        <Items unread={unread} onUnread={setUnread} />
      </Stack>
    </Container>
  )
}

interface ItemsProps {
  readonly unread: boolean
  readonly onUnread: (unread: boolean) => void
}

function Items({ unread, onUnread }: ItemsProps) {
  const words = useNotificationWords()
  const { user } = useSession()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    notificationsQuery(user.id, unread),
  )
  const mark = useMark(user.id)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const [newest] = items
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={words.show}
          value={unread ? 'unread' : 'all'}
          data={[
            { value: 'all', label: words.all },
            { value: 'unread', label: words.unread },
          ]}
          onChange={(chosen) => onUnread(chosen === 'unread')}
        />
        <Button
          variant="default"
          disabled={!newest || items.every(({ read }) => read)}
          loading={mark.isPending}
          onClick={() => newest && mark.mutate({ until: newest.at, read: true })}
        >
          {words.markAll}
        </Button>
      </Group>
      {!data && <PageLoading />}
      {data && items.length === 0 && !hasNextPage && (
        <Message title={unread ? words.nothingUnread : words.empty} picture={<IconBellCheck size={40} stroke={1.2} />}>
          {unread ? words.nothingUnreadLead : words.emptyLead}
        </Message>
      )}
      {items.length > 0 && (
        <ul className={classes.items}>
          {items.map((item) => (
            <NotificationLine key={item.id} item={item} onMark={(read) => mark.mutate({ ids: [item.id], read })} />
          ))}
        </ul>
      )}
      {isFetchingNextPage && <Loader size="sm" type="dots" mx="auto" />}
      {hasNextPage && !isFetchingNextPage && (
        <Button variant="subtle" onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}
