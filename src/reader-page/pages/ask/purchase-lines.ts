// A book of an application while it is filled in: texts as they were typed.

export interface PurchaseLine {
  isbn: string;
  bookTitle: string;
  author: string;
  publisher: string;
  price: string;
  vendorId: string;
  way: 'post' | 'at_desk' | 'shelf';
  campus: string;
}

export const emptyLine = (): PurchaseLine => ({
  isbn: '',
  bookTitle: '',
  author: '',
  publisher: '',
  price: '',
  vendorId: '',
  way: 'at_desk',
  campus: '',
});
