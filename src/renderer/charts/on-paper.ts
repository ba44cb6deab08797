// A place off the screen that wears the colours of paper, whatever the screen wears.

/** Hands such a place to what reads its colours or draws in it; it is gone afterwards. */
export function onPaper<T>(use: (paper: HTMLElement) => T): T {
  const paper = document.createElement('div');
  paper.className = 'on-paper unseen';
  document.body.append(paper);
  try {
    return use(paper);
  } finally {
    paper.remove();
  }
}
