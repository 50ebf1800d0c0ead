import { ActionIcon, Kbd, Text, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import { withWords } from '../kernel/slice-words.ts'
import { paletteOpen } from './asked.ts'
import { Mark } from './brand.tsx'
import { isApple } from './keyboard.ts'
import classes from './shell.module.css'
import { UserMenu } from './user-menu.tsx'

const Bell = lazy(withWords(async () => ({ default: (await import('../notifications/bell.tsx')).Bell })))
const OfflineStatus = lazy(
  withWords(async () => ({ default: (await import('../offline/offline-status.tsx')).OfflineStatus })),
)

export function TopBar() {
  const words = useWords()
  const { workspace, viewer } = useSession()
  const open = (): void => paletteOpen.set(true)
  return (
    <div className={classes.header}>
      <Link
        to="/w/$slug/today"
        params={{ slug: workspace.slug }}
        style={{
          display: 'flex',
          alignItems: 'center',
          gap: 10,
          textDecoration: 'none',
          color: 'inherit',
          minWidth: 0,
        }}
      >
        <Mark size={26} />
        <Text fw={600} size="sm" truncate maw={{ base: 180, sm: 168 }}>
          {workspace.name}
        </Text>
      </Link>
      <div style={{ flex: 1, display: 'flex', justifyContent: 'center', minWidth: 0 }}>
        <UnstyledButton className={classes.search} onClick={open} visibleFrom="sm">
          <IconSearch size={16} aria-hidden />
          <span className={classes.searchWords}>{words.palette.search}</span>
          <Kbd size="xs">{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
        </UnstyledButton>
      </div>
      <ActionIcon size="lg" aria-label={words.palette.searchShort} onClick={open} hiddenFrom="sm">
        <IconSearch size={20} stroke={1.6} />
      </ActionIcon>
      {!viewer && <OwnSigns />}
      <UserMenu />
    </div>
  )
}

/** What is somebody's own: not for who only borrows their eyes. */
function OwnSigns() {
  return (
    <>
      <Suspense fallback={null}>
        <OfflineStatus />
      </Suspense>
      <Suspense fallback={<div style={{ width: 34 }} />}>
        <Bell />
      </Suspense>
    </>
  )
}
