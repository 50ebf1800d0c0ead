import '@mantine/notifications/styles.css'
import { Anchor, AppShell } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useLanguage, useWords } from '../kernel/language.ts'
import { keepLive } from '../kernel/live/live.ts'
import { pastDay } from '../kernel/past-day.ts'
import { useSession } from '../kernel/session.ts'
import { withWords } from '../kernel/slice-words.ts'
import { Reauthentication } from '../sign-in/reauthentication.tsx'
import { keepEyes } from '../view-as/view-as.ts'
import { BottomBar } from './bottom-bar.tsx'
import { usePageFocus } from './page-focus.ts'
import { narrowRail, Rail } from './rail.tsx'
import classes from './shell.module.css'
import { ShellDialogs } from './shell-dialogs.tsx'
import { TopBar } from './top-bar.tsx'
import { useIsPhone } from './widths.ts'

const ViewingBanner = lazy(
  withWords(async () => ({ default: (await import('../view-as/viewing-banner.tsx')).ViewingBanner })),
)

const PastBanner = lazy(withWords(async () => ({ default: (await import('../as-of/past-banner.tsx')).PastBanner })))

const barHeight = 52

/** Of one line, or of two on a phone: as the banner's style says. */
const bannerHeight = (phone: boolean): number => (phone ? 56 : 36)

/** The frame of every page of a workspace: rail, top bar, the page, and the dialogs that open from anywhere. */
export function Shell() {
  const words = useWords()
  const language = useLanguage()
  const narrow = narrowRail.use()
  const phone = useIsPhone()
  usePageFocus()
  const { viewer } = useSession()
  const inPast = pastDay.use() !== undefined
  const banners = Number(viewer !== undefined && viewer !== null) + Number(inPast)
  useEffect(keepLive, [])
  useEffect(() => keepEyes(viewer?.endsAt), [viewer])
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: language === 'en' ? 0 : 1, weekendDays: [] }}>
      <Anchor href="#content" className={classes.skip}>
        {words.places.skipToContent}
      </Anchor>
      <AppShell
        header={{ height: barHeight + banners * bannerHeight(phone) }}
        navbar={{ width: narrow ? 60 : 232, breakpoint: '48em', collapsed: { mobile: true } }}
        footer={phone ? { height: 58 } : undefined}
        transitionDuration={0}
      >
        <AppShell.Header withBorder={false} className={classes.head}>
          {viewer && (
            <Suspense fallback={null}>
              <ViewingBanner viewer={viewer} />
            </Suspense>
          )}
          {inPast && (
            <Suspense fallback={null}>
              <PastBanner />
            </Suspense>
          )}
          <TopBar />
        </AppShell.Header>
        {!phone && (
          <AppShell.Navbar className={classes.rail} withBorder={false} aria-label={words.places.navigation}>
            <Rail />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </AppShell.Main>
        {phone && <BottomBar />}
      </AppShell>
      <ShellDialogs />
      <Reauthentication />
      <Notifications position={phone ? 'top-center' : 'bottom-center'} limit={4} />
    </DatesProvider>
  )
}
