import { offering } from '../design/notices.tsx'
import { spokenLanguage } from '../kernel/language.ts'
import { isWriting } from '../kernel/outdated.ts'
import type { Words } from './words/en.ts'

const askMilliseconds = 60 * 60_000
/** A new service worker takes over within; else the page is loaded anew without it. */
const takeOverMilliseconds = 2_000
/** The page has nothing better to do by then, where the browser does not say when. */
const idleMilliseconds = 2_000
/** By then it is kept anyway. */
const longestIdleMilliseconds = 10_000

/**
 * Keeps the program on the device once the page has nothing better to do, and says when there is a new version of it,
 * until the answer is called.
 */
export function keepProgram(words: Words): () => void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return () => {}
  let ended = false
  let stop = (): void => {}
  const begin = async (): Promise<void> => {
    if (ended) return
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => null)
    if (registration && !ended) stop = follow(registration, words)
  }
  const cancel = whenIdle(() => void begin())
  return () => {
    ended = true
    cancel()
    stop()
  }
}

/** Safari has no such moment of its own. */
function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, idleMilliseconds)
    return () => clearTimeout(timer)
  }
  const request = window.requestIdleCallback(act, { timeout: longestIdleMilliseconds })
  return () => window.cancelIdleCallback(request)
}

function follow(registration: ServiceWorkerRegistration, words: Words): () => void {
  const offer = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) offerNewVersion(registration.waiting, words)
  }
  const hear = (): void => {
    registration.installing?.addEventListener('statechange', offer)
  }
  const ask = (): void => {
    if (document.visibilityState === 'visible' && navigator.onLine) void registration.update().catch(() => {})
  }
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ language: spokenLanguage() }))
  offer()
  registration.addEventListener('updatefound', hear)
  document.addEventListener('visibilitychange', ask)
  const timer = setInterval(ask, askMilliseconds)
  return () => {
    registration.removeEventListener('updatefound', hear)
    document.removeEventListener('visibilitychange', ask)
    clearInterval(timer)
  }
}

/** Loads the new version when the person says so, and not over what they are writing. */
function offerNewVersion(waiting: ServiceWorker, words: Words): void {
  const take = (): void => {
    if (isWriting()) {
      offering(words.typing, words.reload, take, true)
      return
    }
    const reload = (): void => location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
    setTimeout(reload, takeOverMilliseconds)
    waiting.postMessage({ takeOver: true })
  }
  offering(words.newVersion, words.reload, take, true)
}
