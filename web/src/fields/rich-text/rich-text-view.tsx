import { Anchor } from '@mantine/core'
import type { RichMark, RichNode, RichText } from '@tendero/model/rich-text'
import type { ReactNode } from 'react'
import classes from './rich-text.module.css'

/** A formatted text to read: made of elements, never of markup that came from somewhere. */
export function RichTextView({ value }: { readonly value: RichText }) {
  return <div className={classes.view}>{elementsOf(value.content)}</div>
}

function elementsOf(nodes: readonly RichNode[] = []): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no name, and are drawn anew as a whole
  return nodes.map((node, index) => <Element key={index} node={node} />)
}

function Element({ node }: { readonly node: RichNode }) {
  const inner = elementsOf(node.content)
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(marked, node.text)
    case 'heading':
      return <p className={node.attrs?.level === 3 ? classes.subheading : classes.heading}>{inner}</p>
    case 'bulletList':
      return <ul>{inner}</ul>
    case 'orderedList':
      return <ol start={Number(node.attrs?.start ?? 1)}>{inner}</ol>
    case 'listItem':
      return <li>{inner}</li>
    case 'blockquote':
      return <blockquote>{inner}</blockquote>
    case 'codeBlock':
      return (
        <pre>
          <code>{inner}</code>
        </pre>
      )
    case 'horizontalRule':
      return <hr />
    case 'hardBreak':
      return <br />
    case 'mention':
      return <span className={classes.mention}>@{node.attrs?.label}</span>
    default:
      return <p>{inner}</p>
  }
}

function marked(words: ReactNode, { type, attrs }: RichMark): ReactNode {
  switch (type) {
    case 'bold':
      return <strong>{words}</strong>
    case 'italic':
      return <em>{words}</em>
    case 'underline':
      return <u>{words}</u>
    case 'strike':
      return <s>{words}</s>
    case 'code':
      return <code>{words}</code>
    case 'link':
      return (
        <Anchor inherit href={attrs?.href} target="_blank" rel="noreferrer noopener" underline="always">
          {words}
        </Anchor>
      )
    default:
      return words
  }
}
