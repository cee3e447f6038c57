// Simplified Latin letters, generated from the compatibility decompositions of
// Unicode 14 (unicode.org, UnicodeData.txt) with letters that have none added.
// One entry for each code point, closed by a comma; empty: the letter is dropped.
#pragma once

#include <string_view>

namespace dateline::fold_tables {

// U+00C0 to U+024F
constexpr std::string_view kLatin =
    "a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,ss,a,a,a,a,a,a,ae,c,e,"
    "e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,y,a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,d,d,e,"
    "e,e,e,e,e,e,e,e,e,g,g,g,g,g,g,g,g,h,h,h,h,i,i,i,i,i,i,i,i,i,i,ij,ij,j,j,k,k,k,l,l,l,"
    "l,l,l,l,l,l,l,n,n,n,n,n,n,n,n,n,o,o,o,o,o,o,oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,s,s,t,t,t,"
    "t,t,t,u,u,u,u,u,u,u,u,u,u,u,u,w,w,y,y,y,z,z,z,z,z,z,s,,b,,,,,o,,,,d,,,,e,e,e,,f,,g,,"
    "i,i,k,k,,,,,,o,o,o,,,,,,,,,,,,,,u,u,,,y,y,z,z,,,,,,,,,,,,,,dz,dz,dz,lj,lj,lj,nj,nj,nj,"
    "a,a,i,i,o,o,u,u,u,u,u,u,u,u,u,u,,a,a,a,a,,,,,g,g,k,k,o,o,o,o,,,j,dz,dz,dz,g,g,,,n,n,"
    "a,a,,,,,a,a,a,a,e,e,e,e,i,i,i,i,o,o,o,o,r,r,r,r,u,u,u,u,s,s,t,t,,,h,h,,,,,,,a,a,e,e,"
    "o,o,o,o,o,o,o,o,y,y,,,,,,,,,,,,,,,,,,,,,,,,,,,,,";

// U+1E00 to U+1EFF
constexpr std::string_view kLatinAdditional =
    "a,a,b,b,b,b,b,b,c,c,d,d,d,d,d,d,d,d,d,d,e,e,e,e,e,e,e,e,e,e,f,f,g,g,h,h,h,h,h,h,h,h,"
    "h,h,i,i,i,i,k,k,k,k,k,k,l,l,l,l,l,l,l,l,m,m,m,m,m,m,n,n,n,n,n,n,n,n,o,o,o,o,o,o,o,o,"
    "p,p,p,p,r,r,r,r,r,r,r,r,s,s,s,s,s,s,s,s,s,s,t,t,t,t,t,t,t,t,u,u,u,u,u,u,u,u,u,u,v,v,"
    "v,v,w,w,w,w,w,w,w,w,w,w,x,x,x,x,y,y,z,z,z,z,z,z,h,t,w,y,a,s,,,ss,,a,a,a,a,a,a,a,a,a,"
    "a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,e,e,e,e,e,e,e,e,e,e,e,e,e,e,e,e,i,i,i,i,o,o,o,o,o,o,o,"
    "o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,u,u,u,u,u,u,u,u,u,u,u,u,u,u,y,y,y,y,y,y,y,y,,,,,,,"
    "";

}  // namespace dateline::fold_tables
