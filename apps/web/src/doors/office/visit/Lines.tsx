/** Sentences, one below the other. */
export function Lines(props: { readonly lines: readonly string[]; readonly ordered?: boolean }) {
  const List = props.ordered === true ? 'ol' : 'ul';
  return (
    <List>
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </List>
  );
}
