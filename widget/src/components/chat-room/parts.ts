/** Every part a page may style; each element on the way passes them on. */
export const partNames =
  'header,messages,message,bubble,text,composer,people,conversations,history,card,field,submit,avatar';
