import type { Filter } from '@tendero/model/filter'

/** What must be met of a group's conditions: all, any, none, or not all. */
export const groupModes = ['and', 'or', 'none', 'not_all'] as const
export type GroupMode = (typeof groupModes)[number]

/** A filter while somebody builds it: with keys for the screen, and conditions that may not be complete yet. */
export type Node = ConditionNode | GroupNode | SomeNode | SharedNode

export interface ConditionNode {
  readonly is: 'condition'
  readonly key: number
  readonly field: string
  readonly op: string
  readonly value?: unknown
}

export interface GroupNode {
  readonly is: 'group'
  readonly key: number
  readonly mode: GroupMode
  readonly children: readonly Node[]
}

/** At least one record of another object points here and meets the conditions. */
export interface SomeNode {
  readonly is: 'some'
  readonly key: number
  /** object.field */
  readonly path: string
  readonly where: GroupNode
}

/** Shared with whoever looks. */
export interface SharedNode {
  readonly is: 'shared'
  readonly key: number
}

let last = 0

function key(): number {
  last += 1
  return last
}

export function condition(field: string, op: string, value?: unknown): ConditionNode {
  return { is: 'condition', key: key(), field, op, value }
}

export function group(mode: GroupMode, children: readonly Node[] = []): GroupNode {
  return { is: 'group', key: key(), mode, children }
}

export function some(path: string, where: GroupNode = group('and')): SomeNode {
  return { is: 'some', key: key(), path, where }
}

export function shared(): SharedNode {
  return { is: 'shared', key: key() }
}

/** The tree of a filter; its root is always a group. */
export function treeOf(filter: Filter | undefined): GroupNode {
  if (!filter) return group('and')
  const node = nodeOf(filter)
  return node.is === 'group' ? node : group('and', [node])
}

function nodeOf(filter: Filter): Node {
  if ('and' in filter) return group('and', filter.and.map(nodeOf))
  if ('or' in filter) return group('or', filter.or.map(nodeOf))
  if ('some' in filter) return some(filter.some, treeOf(filter.where))
  if ('shared' in filter) return shared()
  if ('not' in filter) return negated(filter.not)
  return condition(filter.field, filter.op, filter.value)
}

function negated(inner: Filter): GroupNode {
  if ('and' in inner) return group('not_all', inner.and.map(nodeOf))
  return group('none', 'or' in inner ? inner.or.map(nodeOf) : [nodeOf(inner)])
}

/** What the operator of a condition takes; `related` is the path of the related records that the condition is on. */
export type Takes = (node: ConditionNode, related?: string) => string | undefined

/** The filter of a tree without its incomplete conditions; undefined when nothing is left. */
export function filterOf(node: Node, takes: Takes, related?: string): Filter | undefined {
  if (node.is === 'condition') return conditionOf(node, takes(node, related))
  if (node.is === 'shared') return { shared: 'me' }
  if (node.is === 'some') {
    const where = filterOf(node.where, takes, node.path)
    return where ? { some: node.path, where } : { some: node.path }
  }
  const parts = node.children.flatMap((child) => filterOf(child, takes, related) ?? [])
  const [only] = parts
  if (!only) return undefined
  if (node.mode === 'and') return parts.length === 1 ? only : { and: parts }
  if (node.mode === 'or') return parts.length === 1 ? only : { or: parts }
  return { not: node.mode === 'not_all' ? { and: parts } : { or: parts } }
}

function conditionOf({ field, op, value }: ConditionNode, takes: string | undefined): Filter | undefined {
  if (takes === undefined || field === '') return undefined
  if (takes === 'nothing') return { field, op }
  if (takes === 'values') return Array.isArray(value) && value.length > 0 ? { field, op, value } : undefined
  if (takes === 'range')
    return Array.isArray(value) && value.length === 2 && value.every(filled) ? { field, op, value } : undefined
  return filled(value) ? { field, op, value } : undefined
}

function filled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

export function conditionCount(filter: Filter | undefined): number {
  if (!filter) return 0
  if ('and' in filter) return filter.and.reduce((sum, one) => sum + conditionCount(one), 0)
  if ('or' in filter) return filter.or.reduce((sum, one) => sum + conditionCount(one), 0)
  return 'not' in filter ? conditionCount(filter.not) : 1
}
