import { createContext } from 'react'

/** Whether conditions may look at the record's own fields alone, and neither at what it refers to nor at what points to it. */
export const OwnFieldsOnly = createContext(false)
