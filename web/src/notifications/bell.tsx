import { Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { IconLink } from '../design/links.tsx'
import { useSession } from '../kernel/session.ts'
import { unreadQuery } from './notification-data.ts'
import classes from './notifications.module.css'
import { useNotificationWords } from './words.ts'

/** The server counts so far. */
const mostCounted = 100

/** Leads to what somebody is told, and shows how much of it is unread. */
export function Bell() {
  const words = useNotificationWords()
  const { workspace, user } = useSession()
  const count = useQuery(unreadQuery(user.id)).data?.count ?? 0
  const label = count < mostCounted ? words.bell(count) : words.manyUnread
  return (
    <Tooltip label={`${label} (G N)`}>
      <IconLink
        to="/w/$slug/notifications"
        params={{ slug: workspace.slug }}
        aria-label={label}
        className={classes.bell}
      >
        <IconBell size={20} stroke={1.6} aria-hidden />
        {count > 0 && (
          <span className={classes.count} aria-hidden>
            {count < mostCounted ? count : '99+'}
          </span>
        )}
      </IconLink>
    </Tooltip>
  )
}
