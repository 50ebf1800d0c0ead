import type { z } from 'zod'
import { acceptBody } from '../../kernel/accept-body.ts'
import { refuseOddTexts } from '../request.ts'
import type { Assistant } from './assistant.ts'

/** What an assistant can do, as it is told of it. */
export interface Tool {
  readonly name: string
  readonly title: string
  /** For the assistant: what it does, and what to know before. */
  readonly description: string
  readonly input: z.ZodType
  /** Whether it is for keys that may write. */
  readonly writes: boolean
  /** @throws Failure 422 for arguments that its schema refuses, and whatever the API refuses */
  run(assistant: Assistant, given: unknown): Promise<unknown>
}

interface ToolDefinition<I> extends Omit<Tool, 'input' | 'run'> {
  readonly input: z.ZodType<I>
  run(assistant: Assistant, given: I): Promise<unknown>
}

/** Checks what a tool is given by its schema. */
export function tool<I>({ input, run, ...definition }: ToolDefinition<I>): Tool {
  return {
    ...definition,
    input,
    async run(assistant, given) {
      refuseOddTexts(given)
      return run(assistant, acceptBody(input, given))
    },
  }
}
