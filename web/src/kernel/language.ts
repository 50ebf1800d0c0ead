import { isLanguage, type Language, languages } from '@tendero/model/translated'
import { useSyncExternalStore } from 'react'
import type { Words } from '../i18n/en.ts'

const remembered = 'tendero.language'

/** One language is loaded; choosing another loads that one. */
const loaders: Readonly<Record<Language, () => Promise<{ words: Words }>>> = {
  en: () => import('../i18n/en.ts'),
  es: async () => (await Promise.all([import('../i18n/es.ts'), import('dayjs/locale/es')]))[0],
  et: async () => (await Promise.all([import('../i18n/et.ts'), import('dayjs/locale/et')]))[0],
}

interface Spoken {
  readonly language: Language
  readonly words: Words
}

let spoken: Spoken | undefined
const listeners = new Set<() => void>()

/** The language before anybody is known: the one chosen here before, else the browser's, else English. */
export function languageOfBrowser(): Language {
  const chosen = localStorage.getItem(remembered)
  if (isLanguage(chosen)) return chosen
  for (const tag of navigator.languages) {
    const [language] = tag.split('-')
    if (isLanguage(language)) return language
  }
  return 'en'
}

/** Loads a language's words and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  if (spoken?.language === language) return
  const { words } = await loaders[language]()
  spoken = { language, words }
  document.documentElement.lang = language
  document.getElementById('portals')?.setAttribute('aria-label', words.common.dialogs)
  localStorage.setItem(remembered, language)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): Spoken {
  if (!spoken) throw new Error('A language must be loaded before anything is shown')
  return spoken
}

/** The words of the screens: `const words = useWords()`, then `words.verbs.save`. */
export function useWords(): Words {
  return useSyncExternalStore(subscribe, current).words
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, current).language
}

/** For code outside components, such as notices. */
export function currentWords(): Words {
  return current().words
}

/** Undefined until the first language is loaded. */
export function spokenLanguage(): Language | undefined {
  return spoken?.language
}

export { languages }
