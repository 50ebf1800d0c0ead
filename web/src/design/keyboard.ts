import { useEffect, useEffectEvent } from 'react'
import { rememberedFlag } from '../kernel/store.ts'

/** Whether plain letters act (WCAG 2.1.4 asks that they can be turned off). */
export const singleKeys = rememberedFlag('single-keys', true)

const lead: { key: string; at: number } = { key: '', at: 0 }
const patience = 1200

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null
}

type Actions = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** What all parts of the page do by plain keys now. */
const bound = new Set<() => Actions>()

function pairKey(event: KeyboardEvent): string {
  return event.timeStamp - lead.at < patience ? `${lead.key} ${event.key}` : ''
}

/** Does a plain key do something here, or begin a pair that does? */
export function isShortcut(event: KeyboardEvent): boolean {
  if (!singleKeys.get()) return false
  const names = [...bound].flatMap((actions) => Object.keys(actions()))
  return names.some((name) => name === event.key || name === pairKey(event) || name.startsWith(`${event.key} `))
}

/**
 * Plain keys of a screen: `{ j: next, k: previous, '?': help, 'g t': toToday }`. Two keys are pressed one after the
 * other. Nothing happens while somebody writes, in dialogs and menus, or with Ctrl, Alt or ⌘.
 */
export function useKeys(actions: Actions): void {
  const known = useEffectEvent(() => actions)
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (isWriting(event.target) || inDialog(event.target)) return
    if (!singleKeys.get() && event.key.length === 1) return
    const action = actions[pairKey(event)] ?? actions[event.key]
    if (!action) return
    event.preventDefault()
    action(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => act(event)
    const mine = (): Actions => known()
    document.addEventListener('keydown', listen)
    bound.add(mine)
    return () => {
      document.removeEventListener('keydown', listen)
      bound.delete(mine)
    }
  }, [])
}

/** Remembers the first key of a pair; once, in the shell, after all others have seen the event. */
export function useKeyPairs(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (isWriting(event.target)) return
      lead.key = event.key
      lead.at = event.timeStamp
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Is ⌘ the command key here, rather than Ctrl? */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
