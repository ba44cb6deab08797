// What a file says of a title and its copies, before anything of it was checked.

/** A copy as the file tells of it; empty where it says nothing. */
export interface DraftCopy {
  barcode: string;
  collection: string;
  callNumber: string;
  volume: string;
}

/** A title as the file tells of it; empty where it says nothing. */
export interface Draft {
  /** Control number with the agency whose it is. */
  control: string;
  isbn: string;
  title: string;
  author: string;
  publisher: string;
  year: string;
  price: string;
  classCode: string;
  callNumber: string;
  copies: DraftCopy[];
  /** The row is about one copy: what has none is refused. */
  isCopy: boolean;
}

/** A draft in which nothing is said. */
export function emptyDraft(): Draft {
  return {
    control: '',
    isbn: '',
    title: '',
    author: '',
    publisher: '',
    year: '',
    price: '',
    classCode: '',
    callNumber: '',
    copies: [],
    isCopy: false,
  };
}
