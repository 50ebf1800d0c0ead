import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './server-folder.ts'

/** The version of the program, as package.json says it. */
export const version: string = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).version
