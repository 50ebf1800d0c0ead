import { Button, CloseButton, Group, Menu, NativeSelect, Stack, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { useContext, useEffect, useRef, useState } from 'react'
import { type Catalogue, useCatalogue } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { ConditionEditor, type EditorProps } from './condition-editor.tsx'
import classes from './filter-panel.module.css'
import {
  type ConditionNode,
  condition,
  filterOf,
  type GroupMode,
  type GroupNode,
  group,
  groupModes,
  type Node,
  type SomeNode,
  shared,
  some,
  treeOf,
} from './filter-tree.ts'
import { OwnFieldsOnly } from './own-fields-only.ts'

const deepest = 5

type NodeEditorProps = EditorProps<Node>

function RelatedEditor({ node, onChange, onRemove, depth }: EditorProps<SomeNode>) {
  const { filter } = useRecordWords()
  const catalogue = useCatalogue()
  const [name, field] = node.path.split('.')
  const target = catalogue.object(name)
  if (!target) return null
  const label = target.fields.find((one) => one.name === field)?.label ?? ''
  return (
    <Stack gap="xs" className={classes.nested}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {filter.related(target.label.many)} ({label}) {filter.relatedWhere}
        </Text>
        <CloseButton aria-label={filter.removeGroup} onClick={onRemove} />
      </Group>
      <GroupEditor
        object={target}
        node={node.where}
        depth={depth + 1}
        onChange={(where) => onChange({ ...node, where })}
        onRemove={onRemove}
      />
    </Stack>
  )
}

function SharedLine({ onRemove }: Pick<NodeEditorProps, 'onRemove'>) {
  const { filter } = useRecordWords()
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{filter.shared}</Text>
      <CloseButton aria-label={filter.remove} onClick={onRemove} />
    </Group>
  )
}

function NodeEditor({ node, ...rest }: NodeEditorProps) {
  if (node.is === 'condition') return <ConditionEditor node={node} {...rest} />
  if (node.is === 'some') return <RelatedEditor node={node} {...rest} />
  if (node.is === 'shared') return <SharedLine onRemove={rest.onRemove} />
  return (
    <div className={classes.nested}>
      <GroupEditor node={node} {...rest} />
    </div>
  )
}

function isMode(text: string): text is GroupMode {
  return (groupModes as readonly string[]).includes(text)
}

function GroupEditor({ object, node, onChange, onRemove, depth }: EditorProps<GroupNode>) {
  const { filter } = useRecordWords()
  const set = (children: readonly Node[]): void => onChange({ ...node, children })
  return (
    <Stack gap="xs" role="group" aria-label={filter.group}>
      <Group gap="xs">
        <NativeSelect
          size="xs"
          aria-label={filter.match}
          value={node.mode}
          data={groupModes.map((mode) => ({ value: mode, label: filter.modes[mode] }))}
          onChange={(event) => {
            const mode = event.currentTarget.value
            if (isMode(mode)) onChange({ ...node, mode })
          }}
        />
        {depth > 0 && node.children.length === 0 && <CloseButton aria-label={filter.removeGroup} onClick={onRemove} />}
      </Group>
      {node.children.map((child) => (
        <NodeEditor
          key={child.key}
          object={object}
          node={child}
          depth={depth + 1}
          onChange={(next) => set(node.children.map((one) => (one.key === child.key ? next : one)))}
          onRemove={() => set(node.children.filter((one) => one.key !== child.key))}
        />
      ))}
      <Adding object={object} depth={depth} onAdd={(child) => set([...node.children, child])} />
    </Stack>
  )
}

interface AddingProps {
  readonly object: MetadataObject
  readonly depth: number
  readonly onAdd: (node: Node) => void
}

function Adding({ object, depth, onAdd }: AddingProps) {
  const { filter } = useRecordWords()
  const ownFieldsOnly = useContext(OwnFieldsOnly)
  const pointing = useCatalogue().pointingTo(object.name)
  const related = ownFieldsOnly ? [] : pointing.filter((one) => !one.object.settings && one.object.activity === null)
  const shareable = !ownFieldsOnly && object.filters.some((one) => 'shared' in one.filter)
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onAdd(condition('', ''))}
      >
        {filter.add}
      </Button>
      {depth < deepest && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onAdd(group('or', [condition('', '')]))}>
          {filter.addGroup}
        </Button>
      )}
      {shareable && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onAdd(shared())}>
          {filter.shared}
        </Button>
      )}
      {depth < deepest && related.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" color="gray" className={classes.addRelated}>
              {filter.addRelated}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {related.map(({ object: target, field }) => (
              <Menu.Item
                key={`${target.name}.${field.name}`}
                onClick={() => onAdd(some(`${target.name}.${field.name}`, group('and')))}
              >
                {field.inverse ?? `${target.label.many} (${field.label})`}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

/** What the operator of a condition takes; undefined while field or operator are not chosen. */
export function takesIn(catalogue: Catalogue, object: MetadataObject) {
  return ({ field, op }: ConditionNode, related?: string): string | undefined => {
    const of = related === undefined ? object : catalogue.object(related.split('.')[0])
    return of && catalogue.path(of, field)?.field.operators.find(({ name }) => name === op)?.takes
  }
}

interface FilterPanelProps {
  readonly object: MetadataObject
  readonly filter: Filter | undefined
  readonly onChange: (filter: Filter | undefined) => void
  /** What it is called, where it is not the filter of a list. */
  readonly label?: string
  /** Milliseconds for which one must have paused before it is given: a list that follows is asked for each time. */
  readonly pause?: number
}

/** Builds a filter of nested groups; the list follows while one builds. */
export function FilterPanel({ object, filter, onChange, label, pause = 250 }: FilterPanelProps) {
  const { filter: words } = useRecordWords()
  const catalogue = useCatalogue()
  const [tree, setTree] = useState(() => {
    const known = treeOf(filter)
    return known.children.length > 0 ? known : group(known.mode, [condition('', '')])
  })
  const given = useRef(filter)
  useEffect(() => {
    if (JSON.stringify(given.current) === JSON.stringify(filter)) return
    given.current = filter
    setTree(treeOf(filter))
  }, [filter])
  const give = useDebouncedCallback((next: GroupNode) => {
    given.current = filterOf(next, takesIn(catalogue, object))
    onChange(given.current)
  }, pause)
  const change = (next: GroupNode): void => {
    setTree(next)
    give(next)
  }
  return (
    <section className={classes.panel} aria-label={label ?? words.filter}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={600}>
          {label ?? words.title}
        </Text>
        {filter && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change(group('and'))}>
            {words.clear}
          </Button>
        )}
      </Group>
      <GroupEditor object={object} node={tree} depth={0} onChange={change} onRemove={() => change(group('and'))} />
    </section>
  )
}
