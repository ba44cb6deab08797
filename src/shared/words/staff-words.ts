// What is done on staff pages, as refusals name it.

/** Names of actions by language. */
export const STAFF_ACTIONS = {
  zh: { staff_page: '馆员绩效' },
  en: { staff_page: 'Staff pages' },
};
