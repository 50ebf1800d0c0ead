import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { DashboardTile } from '@tendero/model/api'
import { AnchorLink } from '../../design/links.tsx'
import { DragHandle, Sortable, useSortableItem } from '../../design/sortable.tsx'
import { useSession } from '../../kernel/session.ts'
import { type SavedReport, useSavedReport } from '../report-data.ts'
import { ReportView } from '../result/report-view.tsx'
import { useAnalysisWords } from '../words.ts'
import classes from './dashboard.module.css'
import { resized } from './layout.ts'

interface TileGridProps {
  readonly tiles: readonly DashboardTile[]
  readonly arranging: boolean
  readonly label: string
  /** `removed` is what the report is called that was taken off. */
  readonly onArrange: (tiles: readonly DashboardTile[], removed?: string) => void
}

/** Reports side by side; arranged by dragging their handles, or on those with the arrow keys. */
export function TileGrid({ tiles, arranging, label, onArrange }: TileGridProps) {
  return (
    <Sortable items={tiles} onOrder={(next) => onArrange(next)}>
      {(move) => (
        <ul className={classes.grid} aria-label={label}>
          {tiles.map((tile, index) => (
            <Tile
              key={tile.id}
              tile={tile}
              index={index}
              arranging={arranging}
              onMove={(by, name) => move(index, index + by, name)}
              onChange={(next) => onArrange(tiles.with(index, next))}
              onRemove={(name) =>
                onArrange(
                  tiles.filter((one) => one !== tile),
                  name,
                )
              }
            />
          ))}
        </ul>
      )}
    </Sortable>
  )
}

interface TileProps {
  readonly tile: DashboardTile
  readonly index: number
  readonly arranging: boolean
  readonly onMove: (by: number, name: string) => void
  /** Gives it another size. */
  readonly onChange: (tile: DashboardTile) => void
  readonly onRemove: (name: string) => void
}

function Tile({ tile, index, arranging, onMove, onChange, onRemove }: TileProps) {
  const words = useAnalysisWords()
  const { report, error } = useSavedReport(tile.report)
  const name = report?.name ?? ''
  const { ref, handleRef, isDragging } = useSortableItem({ id: tile.id, index, name, disabled: !arranging })
  return (
    <li
      ref={ref}
      className={classes.tile}
      data-width={tile.width}
      data-height={tile.height}
      data-lifted={isDragging || undefined}
    >
      <header className={classes.head}>
        {arranging && <DragHandle ref={handleRef} name={name} onStep={(by) => onMove(by, name)} />}
        <TileTitle report={report} />
        {arranging && <TileMenu tile={tile} name={name} onChange={onChange} onRemove={onRemove} />}
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

type TileMenuProps = Pick<TileProps, 'tile' | 'onChange' | 'onRemove'> & { readonly name: string }

function TileMenu({ tile, name, onChange, onRemove }: TileMenuProps) {
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
        <Menu.Item closeMenuOnClick onClick={() => onRemove(name)}>
          {words.unpin}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
