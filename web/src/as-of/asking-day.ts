import { createStore } from '../kernel/store.ts'

/** Is a day asked for as on which everything is to be seen? */
export const askingDay = createStore(false)
