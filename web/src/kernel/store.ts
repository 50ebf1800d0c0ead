import { useSyncExternalStore } from 'react'

export interface Store<T> {
  get(): T
  set(value: T): void
  use(): T
}

/** One value that several parts of the page show: a dialog that is asked for from anywhere, a preference. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const get = (): T => value
  return {
    get,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}

/** A yes-or-no preference of this browser. */
export function rememberedFlag(name: string, initial: boolean): Store<boolean> {
  const key = `tendero.${name}`
  const store = createStore((localStorage.getItem(key) ?? String(initial)) === 'true')
  return {
    ...store,
    set(value) {
      localStorage.setItem(key, String(value))
      store.set(value)
    },
  }
}
