import { createStore } from '../kernel/store.ts'

/** Of which record the sharing and access are shown, and what was asked first; null when they are not. */
export const accessShown = createStore<{ readonly record: string; readonly first: 'sharing' | 'why' } | null>(null)
