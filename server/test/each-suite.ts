import { afterAll } from 'vitest'
import { endSuite } from './after-suite.ts'

// Runs before each file, also where files share their modules: a hook added while another one runs is never called.
afterAll(endSuite)
