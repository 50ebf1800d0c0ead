/** A failure as RFC 9457 problem details (`application/problem+json`). `code` is stable; its words are the web's. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly requestId?: string
  /** What is wrong with which field: code and figures. */
  readonly fields?: Readonly<Record<string, FieldProblem>>
  readonly details?: Readonly<Record<string, unknown>>
}

export interface FieldProblem {
  readonly code: string
  readonly details?: Readonly<Record<string, string | number>>
}
