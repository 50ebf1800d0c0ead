import { createStore } from '../../kernel/store.ts'

/** The person whose change of company is being told, by id and name; null while nobody's is. */
export const moving = createStore<{ readonly id: string; readonly name: string } | null>(null)
