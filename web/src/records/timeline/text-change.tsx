import { textDifference } from './text-difference.ts'
import classes from './timeline.module.css'

/** What became of a long text: its words, with those that went and those that came. */
export function TextChange({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <span className={classes.text}>
      {textDifference(before, after).map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told by their place alone
        if (kind === 'same') return <span key={index}>{shortened(text)}</span>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told by their place alone
        return kind === 'gone' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>
      })}
    </span>
  )
}

const shown = 60

/** Of what stayed, only the surroundings of a change. */
function shortened(text: string): string {
  return text.length <= 2 * shown ? text : `${text.slice(0, shown)} … ${text.slice(-shown)}`
}
