import { Accessibility, KeyboardSensor } from '@dnd-kit/dom'
import { DragDropProvider } from '@dnd-kit/react'
import { isSortable, useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, Menu, Text, VisuallyHidden } from '@mantine/core'
import { IconDots, IconGripVertical } from '@tabler/icons-react'
import type { DashboardTile } from '@tendero/model/api'
import { type KeyboardEvent, useState } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { useSession } from '../../kernel/session.ts'
import { type SavedReport, useSavedReport } from '../report-data.ts'
import { ReportView } from '../result/report-view.tsx'
import { useAnalysisWords } from '../words.ts'
import classes from './dashboard.module.css'
import { moved, resized } from './layout.ts'

interface TileGridProps {
  readonly tiles: readonly DashboardTile[]
  readonly arranging: boolean
  readonly label: string
  readonly onArrange: (tiles: readonly DashboardTile[]) => void
}

/** Reports side by side; arranged by dragging their handles, or on those with the arrow keys. */
export function TileGrid({ tiles, arranging, label, onArrange }: TileGridProps) {
  const words = useAnalysisWords()
  const [spoken, setSpoken] = useState('')
  const move = (from: number, to: number, name: string): void => {
    const next = moved(tiles, from, to)
    if (next === tiles || from === to) return
    setSpoken(words.moved(name, to + 1, tiles.length))
    onArrange(next)
  }
  return (
    <DragDropProvider
      // The handle has keys of its own, and says in the person's language what they do.
      sensors={(defaults) => defaults.filter((sensor) => sensor !== KeyboardSensor)}
      plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
      onDragEnd={({ operation: { source }, canceled }) => {
        if (!canceled && isSortable(source)) move(source.initialIndex, source.index, '')
      }}
    >
      <ul className={classes.grid} aria-label={label}>
        {tiles.map((tile, index) => (
          <Tile
            key={tile.id}
            tile={tile}
            index={index}
            arranging={arranging}
            onMove={(by, name) => move(index, index + by, name)}
            onChange={(next) => onArrange(next ? tiles.with(index, next) : tiles.filter((one) => one !== tile))}
          />
        ))}
      </ul>
      <VisuallyHidden aria-live="polite">{spoken}</VisuallyHidden>
    </DragDropProvider>
  )
}

interface TileProps {
  readonly tile: DashboardTile
  readonly index: number
  readonly arranging: boolean
  readonly onMove: (by: number, name: string) => void
  /** Another size; undefined takes it away. */
  readonly onChange: (tile: DashboardTile | undefined) => void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

function Tile({ tile, index, arranging, onMove, onChange }: TileProps) {
  const words = useAnalysisWords()
  const { report, error } = useSavedReport(tile.report)
  const { ref, handleRef, isDragging } = useSortable({ id: tile.id, index, disabled: !arranging })
  const name = report?.name ?? ''
  const press = (event: KeyboardEvent): void => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(by, name)
  }
  return (
    <li
      ref={ref}
      className={classes.tile}
      data-width={tile.width}
      data-height={tile.height}
      data-lifted={isDragging || undefined}
    >
      <header className={classes.head}>
        {arranging && (
          <ActionIcon
            ref={handleRef}
            className={classes.handle}
            size="sm"
            aria-label={words.move(name)}
            title={words.moveHint}
            onKeyDown={press}
          >
            <IconGripVertical size={16} stroke={1.6} />
          </ActionIcon>
        )}
        <TileTitle report={report} />
        {arranging && <TileMenu tile={tile} name={name} onChange={onChange} />}
      </header>
      <div className={classes.body}>
        {error && !report ? (
          <Text c="dimmed" size="sm">
            {words.notShared}
          </Text>
        ) : (
          report?.definition && <ReportView definition={report.definition} name={name} filling />
        )}
      </div>
    </li>
  )
}

function TileTitle({ report }: { readonly report: SavedReport | undefined }) {
  const { workspace } = useSession()
  if (!report) return <span />
  return (
    <h2 className={classes.title}>
      <AnchorLink
        to="/w/$slug/reports/$id"
        params={{ slug: workspace.slug, id: report.id }}
        search={{}}
        inherit
        c="inherit"
        underline="hover"
      >
        {report.name}
      </AnchorLink>
    </h2>
  )
}

function TileMenu({ tile, name, onChange }: Pick<TileProps, 'tile' | 'onChange'> & { readonly name: string }) {
  const words = useAnalysisWords()
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`${words.size}: ${name}`}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange(resized(tile, { width: 1 }))}>{words.wider}</Menu.Item>
        <Menu.Item onClick={() => onChange(resized(tile, { width: -1 }))}>{words.narrower}</Menu.Item>
        <Menu.Item onClick={() => onChange(resized(tile, { height: 1 }))}>{words.taller}</Menu.Item>
        <Menu.Item onClick={() => onChange(resized(tile, { height: -1 }))}>{words.lower}</Menu.Item>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => onChange(undefined)}>
          {words.unpin}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
