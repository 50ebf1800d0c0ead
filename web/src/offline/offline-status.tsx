import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { dayIn } from '@tendero/model/calendar'
import { useEffect, useRef, useState } from 'react'
import { type Format, useFormat } from '../kernel/format.ts'
import { refreshAll } from '../kernel/live/refresh.ts'
import { reached } from '../kernel/seen.ts'
import { useAsOf } from './as-of.ts'
import { keepProgram } from './keep-program.ts'
import classes from './offline.module.css'
import { keepSending, sendSoon } from './send-unsent.ts'
import { countsOf, type UnsentCounts } from './unsent.ts'
import { unsent } from './unsent-list.ts'
import { UnsentPanel } from './unsent-panel.tsx'
import { useOfflineWords } from './words.ts'

/** Where one stands without a network: as of when the screen is, and what is not sent. Nothing as long as all is well. */
export function OfflineStatus() {
  const words = useOfflineWords()
  const isReached = useReached()
  const asOf = useAsOf(isReached)
  const counts = countsOf(unsent.use())
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  useEffect(keepSending, [])
  useEffect(() => keepProgram(words), [words])

  const seen = asOf === undefined ? undefined : whenSeen(asOf, format)
  const network = isReached ? [] : [seen ? words.asOf(seen.exact) : words.offline]
  const sentences = [...network, ...sentencesOf(counts, words)]
  const isQuiet = sentences.length === 0
  return (
    <>
      <Announcement text={sentences.join('. ')} />
      {(!isQuiet || opened) && (
        <UnstyledButton
          className={classes.status}
          data-refused={counts.refused > 0 || undefined}
          onClick={() => setOpened(true)}
        >
          <StatusIcon isReached={isReached} refused={counts.refused} />
          <span className={classes.sentence}>{isQuiet ? words.allSent : sentences.join(' · ')}</span>
          <span className={classes.short} aria-hidden>
            {[isReached ? '' : seen?.short, shortOf(counts)].filter(Boolean).join(' · ')}
          </span>
        </UnstyledButton>
      )}
      {opened && <UnsentPanel asOf={seen?.exact} onClose={() => setOpened(false)} />}
    </>
  )
}

/** When the screen was read: the time, and of another day that day too. */
function whenSeen(asOf: number, format: Format): { readonly exact: string; readonly short: string } {
  const at = new Date(asOf).toISOString()
  const day = dayIn(format.timeZone, new Date(asOf))
  if (day !== format.today()) return { exact: format.instant(at), short: format.dayShort(day) }
  return { exact: format.time(at), short: format.time(at) }
}

/** Whether the server is reached; when it is again, what is on the screen is asked for anew and what waits is sent. */
function useReached(): boolean {
  const isReached = reached.use()
  const was = useRef(isReached)
  useEffect(() => {
    const lose = (): void => reached.set(false)
    window.addEventListener('offline', lose)
    return () => window.removeEventListener('offline', lose)
  }, [])
  useEffect(() => {
    if (isReached && !was.current) {
      void refreshAll()
      sendSoon()
    }
    was.current = isReached
  }, [isReached])
  return isReached
}

function sentencesOf({ waiting, sending, refused }: UnsentCounts, words: ReturnType<typeof useOfflineWords>) {
  return [
    ...(sending > 0 ? [words.sending(sending + waiting)] : waiting > 0 ? [words.waiting(waiting)] : []),
    ...(refused > 0 ? [words.refused(refused)] : []),
  ]
}

function shortOf({ waiting, sending, refused }: UnsentCounts): string {
  const all = waiting + sending + refused
  return all > 0 ? String(all) : ''
}

/** What has changed is told to those who do not see it; not what stood there from the beginning. */
function Announcement({ text }: { readonly text: string }) {
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  )
}

function StatusIcon({ isReached, refused }: { readonly isReached: boolean; readonly refused: number }) {
  const Drawn = refused > 0 ? IconAlertTriangle : isReached ? IconCloudUp : IconCloudOff
  return <Drawn size={16} stroke={1.7} aria-hidden />
}
