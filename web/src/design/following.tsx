import { hideNotification, showNotification } from '@mantine/notifications'
import { type ReactNode, useEffect, useEffectEvent } from 'react'

/**
 * Shows how far something is that goes on by itself, in a notice that stays wherever one goes.
 * @param notice names it; what is followed twice is shown once
 * @param content given what takes the notice away
 */
export function follow(notice: string, content: (end: () => void) => ReactNode): void {
  showNotification({
    id: notice,
    withBorder: true,
    withCloseButton: false,
    autoClose: false,
    message: content(() => hideNotification(notice)),
  })
}

const resumed = new Set<string>()

/**
 * After the page was loaded anew: goes on following what is still at work, once.
 * @param kind names what is followed
 * @param wanted may it be looked for now?
 */
export function useFollowedAgain(kind: string, wanted: boolean, followRunning: () => Promise<void>): void {
  const resume = useEffectEvent(followRunning)
  useEffect(() => {
    if (!wanted || resumed.has(kind)) return
    resumed.add(kind)
    // Whoever cannot be told now is told by what was changed.
    resume().catch(() => {})
  }, [kind, wanted])
}

/** Tells what came of something that is followed, once it has ended. */
export function useEnding(ended: boolean, onEnd: () => void): void {
  const tell = useEffectEvent(onEnd)
  useEffect(() => {
    if (ended) tell()
  }, [ended])
}
